namespace Omua.Testing;

/// <summary>Documents by prefix, a page at a time.</summary>
internal sealed class DocumentListChecks : StorageChecks
{
    public DocumentListChecks()
        : base("documents.list", typeof(IDocumentStore), nameof(IDocumentStore.ListAsync))
    {
        Documents("is empty for an unknown collection", async (trial, documents) => Expect.Empty(await trial.DocumentsAsync(documents, trial.Word()), "documents"));
        Documents("gives what was written", async (trial, documents) =>
        {
            var version = await documents.PutAsync(trial.Word(), "k", """{"a":1}""", null, trial.Ended);
            Expect.Equal(await documents.GetAsync(trial.Word(), "k", trial.Ended), Expect.Single(await trial.DocumentsAsync(documents, trial.Word()), "documents"), $"the document at version {version}");
        });
        foreach (var limit in new[] { 1, 2, 3, 10, 1_000 })
        {
            Documents($"gives all keys in byte order, in pages of {limit}", async (trial, documents) =>
            {
                string[] keys = ["b", "a", "B", "é", "e\u0301", "Z", "a b", "a\u0001b", "\U0001f600", "\uffee", "aa", "日"];
                await FillAsync(trial, documents, keys);
                Expect.Sequence(keys.Order(Utf8Order.Comparer), (await trial.DocumentsAsync(documents, trial.Word(), limit: limit)).Select(document => document.Key), "keys");
            });
        }

        foreach (var prefix in new[] { "a", "a/", "A", "%", "_", "a\\", "é", "e", "a\u0001", "\U0001f600", "*", "zz" })
        {
            Documents($"gives only keys that begin with '{prefix.Replace("\u0001", "\\u0001", StringComparison.Ordinal)}'", async (trial, documents) =>
            {
                string[] keys = ["a", "a/1", "a/2", "ab", "A", "%x", "x%", "_y", "a\\b", "a\u0001b", "a\u0001", "é1", "e\u03011", "e", "\U0001f600!", "*", "b"];
                await FillAsync(trial, documents, keys);
                foreach (var limit in new[] { 1, 1_000 })
                {
                    Expect.Sequence(keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(Utf8Order.Comparer),
                        (await trial.DocumentsAsync(documents, trial.Word(), prefix, limit)).Select(document => document.Key), $"keys in pages of {limit}");
                }
            });
        }

        foreach (var limit in new[] { 0, -1, 1_001 })
        {
            Documents($"refuses a limit of {limit}", (trial, documents) => Expect.FailsAsync(() => documents.ListAsync(trial.Word(), limit: limit, cancellationToken: trial.Ended), StorageFailure.Invalid));
        }

        Documents("shows each document once that is there throughout, while others come and go", async (trial, documents) =>
        {
            await FillAsync(trial, documents, [.. Enumerable.Range(0, 20).Select(number => $"keep{number:00}"), .. Enumerable.Range(0, 20).Select(number => $"keep{number:00}-gone")]);
            var round = 0;
            var seen = await trial.DocumentsAsync(documents, trial.Word(), limit: 3, betweenPages: async () =>
            {
                await documents.DeleteAsync(trial.Word(), $"keep{19 - round:00}-gone", null, trial.Ended);
                await documents.DeleteAsync(trial.Word(), $"keep{round % 20:00}-gone", null, trial.Ended);
                await documents.PutAsync(trial.Word(), $"keep{round % 20:00}", "2", null, trial.Ended);
                await documents.PutAsync(trial.Word(), $"keep{round % 20:00}-new", "3", null, trial.Ended);
                round = Math.Min(round + 1, 19);
            });
            Expect.Sequence(Enumerable.Range(0, 20).Select(number => $"keep{number:00}"), seen.Select(document => document.Key).Where(key => key.Length == 6), "documents that stayed");
            Expect.Equal(seen.Count, seen.Select(document => document.Key).Distinct().Count(), "documents, each counted once");
        });
        Documents("goes on where the document of the cursor was deleted", async (trial, documents) =>
        {
            await FillAsync(trial, documents, ["a", "b", "c", "d"]);
            var page = await documents.ListAsync(trial.Word(), limit: 2, cancellationToken: trial.Ended);
            await documents.DeleteAsync(trial.Word(), "b", null, trial.Ended);
            var next = await documents.ListAsync(trial.Word(), limit: 2, cursor: page.Next, cancellationToken: trial.Ended);
            Expect.Sequence(["c", "d"], next.Items.Select(document => document.Key), "keys of the second page");
            Expect.Equal(null, next.Next, "the cursor after the last page");
        });
        Add("names the collections that hold a document, in byte order", async trial =>
        {
            var documents = (await trial.OpenAsync()).Documents;
            foreach (var end in new[] { "b", "a", "b.x", "gone" })
            {
                await documents.PutAsync(trial.Word(end), "k", "1", null, trial.Ended);
                await documents.PutAsync(trial.Word(end), "l", "1", null, trial.Ended);
            }

            await documents.DeleteAsync(trial.Word("gone"), "k", null, trial.Ended);
            await documents.DeleteAsync(trial.Word("gone"), "l", null, trial.Ended);
            Expect.Sequence([trial.Word("a"), trial.Word("b"), trial.Word("b.x")],
                (await documents.CollectionsAsync(trial.Ended)).Where(name => name.StartsWith(trial.Word(""), StringComparison.Ordinal)), "collections");
        }, Member<IDocumentStore>(nameof(IDocumentStore.CollectionsAsync)));
        Documents("pages through 2,500 documents", async (trial, documents) =>
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(part => Task.Run(() => FillAsync(trial, documents, [.. Enumerable.Range(part * 250, 250).Select(number => $"k{number:0000}")]))));
            Expect.Sequence(Enumerable.Range(0, 2_500).Select(number => $"k{number:0000}"), (await trial.DocumentsAsync(documents, trial.Word())).Select(document => document.Key), "keys");
        });
    }

    private static async Task FillAsync(StorageTrial trial, IDocumentStore documents, params IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            await documents.PutAsync(trial.Word(), key, "1", null, trial.Ended);
        }
    }
}
