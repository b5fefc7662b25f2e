namespace Omua.Plugins.Health;

/// <summary>The kinds of marked work in words.</summary>
internal static class MarkedWorks
{
    public const int Count = 4;

    public static string In(MarkedWork work) => work switch
    {
        MarkedWork.Start => "while it started",
        MarkedWork.Call => "in a call",
        MarkedWork.Background => "in work in the background",
        _ => "while it was shut down",
    };
}
