namespace Omua.Testing.Tests.Faulty;

/// <summary>What a <see cref="FaultyLlm"/> does wrong.</summary>
public enum LlmFault
{
    /// <summary>Sends a request to know whether it is available.</summary>
    AsksWhetherAvailable,

    /// <summary>Tries a failed call again.</summary>
    Retries,

    /// <summary>Says Unavailable where its key is refused.</summary>
    MisclassesRefusals,

    /// <summary>Quotes what the provider said, its key included.</summary>
    TellsItsKey,

    /// <summary>Throws where the connection check should tell.</summary>
    ThrowsOnValidation,

    /// <summary>Sends although the call was cancelled.</summary>
    IgnoresToken,

    /// <summary>Checks the connection by a chat.</summary>
    SpendsOnValidation,

    /// <summary>Takes half an answer for a whole one.</summary>
    TakesCutAnswers,

    /// <summary>Reports fewer tokens than none.</summary>
    ReportsNegativeUsage,
}
