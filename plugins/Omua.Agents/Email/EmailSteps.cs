namespace Omua.Agents.Email;

/// <summary>The events of e-mails by the names that mail services give them.</summary>
internal static class EmailSteps
{
    private static readonly string[][] Steps =
    [
        ["email_delivered", "delivered", "email_sent", "sent", "send", "email_send"],
        ["email_opened", "email_open", "opened", "open"],
        ["email_clicked", "email_click", "link_clicked"],
        ["purchase", "purchased", "order", "order_completed", "conversion", "converted", "signup", "sign_up"],
    ];

    private static readonly string[] Left = ["unsubscribe", "unsubscribed", "email_unsubscribed", "email_unsubscribe"];

    /// <summary>The steps that the events have, in their order; none where nothing says that mails were sent.</summary>
    public static IReadOnlyList<string> In(EventTable events)
    {
        var found = Steps.Select(names => Find(events, names)).ToList();
        return found[0] is null || (found[1] ?? found[2]) is null ? [] : [.. found.OfType<string>()];
    }

    /// <summary>The event of leaving the list; null where there is none.</summary>
    public static string? Leaving(EventTable events) => Find(events, Left);

    private static string? Find(EventTable events, string[] names) =>
        names.Select(name => events.Names.FirstOrDefault(each => string.Equals(each.Replace(' ', '_').Replace('-', '_'), name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(each => each is not null);
}
