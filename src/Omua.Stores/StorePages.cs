using System.Runtime.CompilerServices;

namespace Omua.Stores;

/// <summary>Lists of a store to their end, page by page.</summary>
internal static class StorePages
{
    private const int Size = 500;

    public static async IAsyncEnumerable<RunEntry> RunsAsync(IRunJournal journal, [EnumeratorCancellation] CancellationToken cancellationToken, bool? isOpen = null)
    {
        string? cursor = null;
        do
        {
            var page = await journal.ListAsync(new RunQuery { Limit = Size, Cursor = cursor, IsOpen = isOpen }, cancellationToken).ConfigureAwait(false);
            foreach (var run in page.Items)
            {
                yield return run;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    public static async IAsyncEnumerable<Document> DocumentsAsync(IDocumentStore documents, string collection, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await documents.ListAsync(collection, prefix, Size, cursor, cancellationToken).ConfigureAwait(false);
            foreach (var document in page.Items)
            {
                yield return document;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }
}
