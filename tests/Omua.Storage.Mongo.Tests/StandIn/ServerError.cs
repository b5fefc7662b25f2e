namespace Omua.Storage.Mongo.Tests.StandIn;

/// <summary>What a command answers with where it fails, by MongoDB's own codes.</summary>
internal sealed class ServerError(int code, string name, string message) : Exception(message)
{
    public int Code => code;

    public string Name => name;

    public static ServerError Duplicate(string what) => new(11000, "DuplicateKey", $"E11000 duplicate key error {what}");

    public static ServerError TooLarge(int bytes) => new(10334, "BSONObjectTooLarge", $"BSONObj size: {bytes} is invalid; the most is 16777216");

    public static ServerError Unknown(string what) => new(9, "FailedToParse", $"the stand-in does not know {what}");
}
