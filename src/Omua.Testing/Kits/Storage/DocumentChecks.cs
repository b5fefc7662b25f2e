namespace Omua.Testing;

/// <summary>Documents one at a time: versions, compare-and-set, limits.</summary>
internal sealed class DocumentChecks : StorageChecks
{
    public DocumentChecks()
        : base("documents", typeof(IDocumentStore), nameof(IDocumentStore.GetAsync), nameof(IDocumentStore.PutAsync), nameof(IDocumentStore.DeleteAsync))
    {
        Documents("that were never written are not there", async (trial, documents) => Expect.Equal(null, await documents.GetAsync(trial.Word(), "k", trial.Ended), "the document"));
        Documents("are there once they are written", async (trial, documents) =>
        {
            var version = await documents.PutAsync(trial.Word(), "k", """{"a":[1,{"b":null}]}""", null, trial.Ended);
            var read = Expect.NotNull(await documents.GetAsync(trial.Word(), "k", trial.Ended), "the document");
            Expect.Equal("""{"a":[1,{"b":null}]}""", read.Json, "the document");
            Expect.Equal(("k", version, TimeSpan.Zero), (read.Key, read.Version, read.UpdatedAt.Offset), "key, version and offset of UpdatedAt");
            Expect.That(version > 0, $"the version is {version}; 0 means that there is none");
        });
        Documents("get a greater version with each write, also after they were deleted", async (trial, documents) =>
        {
            long last = 0;
            for (var round = 0; round < 12; round++)
            {
                var version = await documents.PutAsync(trial.Word(), "k", $"{round}", null, trial.Ended);
                Expect.That(version > last, $"the version went from {last} to {version}");
                last = version;
                if (round % 3 == 0)
                {
                    Expect.Equal(true, await documents.DeleteAsync(trial.Word(), "k", null, trial.Ended), "whether there was one to delete");
                }
            }
        });
        Documents("say when they were written", async (trial, documents) =>
        {
            await documents.PutAsync(trial.Word(), "k", "1", null, trial.Ended);
            var first = (await documents.GetAsync(trial.Word(), "k", trial.Ended))!.UpdatedAt;
            await trial.PassAsync(trial.Moment);
            await documents.PutAsync(trial.Word(), "k", "2", null, trial.Ended);
            var passed = (await documents.GetAsync(trial.Word(), "k", trial.Ended))!.UpdatedAt - first;
            Expect.That(passed >= trial.Moment - TimeSpan.FromMilliseconds(1), $"{trial.Moment} passed between two writes, and they are {passed} apart");
        });
        Documents("are created only once where none is expected", async (trial, documents) =>
        {
            var version = await documents.PutAsync(trial.Word(), "k", "1", 0, trial.Ended);
            await Expect.FailsAsync(() => documents.PutAsync(trial.Word(), "k", "2", 0, trial.Ended), StorageFailure.Conflict);
            Expect.Equal((version, "1"), (await documents.GetAsync(trial.Word(), "k", trial.Ended)) is { } read ? (read.Version, read.Json) : default, "version and content");
        });
        Documents("are replaced where the version is the expected one", async (trial, documents) =>
        {
            var first = await documents.PutAsync(trial.Word(), "k", "1", 0, trial.Ended);
            var second = await documents.PutAsync(trial.Word(), "k", "2", first, trial.Ended);
            await Expect.FailsAsync(() => documents.PutAsync(trial.Word(), "k", "3", first, trial.Ended), StorageFailure.Conflict);
            await Expect.FailsAsync(() => documents.PutAsync(trial.Word(), "k", "3", second + 1, trial.Ended), StorageFailure.Conflict);
            Expect.Equal("2", (await documents.GetAsync(trial.Word(), "k", trial.Ended))!.Json, "the content");
        });
        Documents("that are not there have no version to expect", async (trial, documents) =>
        {
            await Expect.FailsAsync(() => documents.PutAsync(trial.Word(), "k", "1", 1, trial.Ended), StorageFailure.Conflict);
            var version = await documents.PutAsync(trial.Word(), "k", "1", 0, trial.Ended);
            await documents.DeleteAsync(trial.Word(), "k", version, trial.Ended);
            await Expect.FailsAsync(() => documents.PutAsync(trial.Word(), "k", "1", version, trial.Ended), StorageFailure.Conflict);
            Expect.Equal(null, await documents.GetAsync(trial.Word(), "k", trial.Ended), "the document after the conflict");
        });
        Documents("are overwritten where no version is expected", async (trial, documents) =>
        {
            await documents.PutAsync(trial.Word(), "k", "1", null, trial.Ended);
            await documents.PutAsync(trial.Word(), "k", "2", null, trial.Ended);
            Expect.Equal("2", (await documents.GetAsync(trial.Word(), "k", trial.Ended))!.Json, "the content");
        });
        Documents("are deleted once", async (trial, documents) =>
        {
            await documents.PutAsync(trial.Word(), "k", "1", null, trial.Ended);
            Expect.Equal((true, false), (await documents.DeleteAsync(trial.Word(), "k", null, trial.Ended), await documents.DeleteAsync(trial.Word(), "k", null, trial.Ended)), "whether there was one to delete");
            Expect.Equal(null, await documents.GetAsync(trial.Word(), "k", trial.Ended), "the document");
        });
        Documents("are deleted only at the expected version", async (trial, documents) =>
        {
            var version = await documents.PutAsync(trial.Word(), "k", "1", null, trial.Ended);
            await Expect.FailsAsync(() => documents.DeleteAsync(trial.Word(), "k", version + 1, trial.Ended), StorageFailure.Conflict);
            await Expect.FailsAsync(() => documents.DeleteAsync(trial.Word(), "k", 0, trial.Ended), StorageFailure.Conflict);
            Expect.Equal(true, await documents.DeleteAsync(trial.Word(), "k", version, trial.Ended), "whether there was one to delete");
            await Expect.FailsAsync(() => documents.DeleteAsync(trial.Word(), "k", version, trial.Ended), StorageFailure.Conflict);
            Expect.Equal(false, await documents.DeleteAsync(trial.Word(), "k", 0, trial.Ended), "whether there was one to delete");
        });
        Documents("of two collections do not touch each other", async (trial, documents) =>
        {
            await documents.PutAsync(trial.Word("a"), "k", "1", 0, trial.Ended);
            await documents.PutAsync(trial.Word("b"), "k", "2", 0, trial.Ended);
            await documents.DeleteAsync(trial.Word("a"), "k", null, trial.Ended);
            Expect.Equal("2", (await documents.GetAsync(trial.Word("b"), "k", trial.Ended))!.Json, "the content in the other collection");
        });
        Documents("have keys that differ in case, spaces or composition", async (trial, documents) =>
        {
            string[] keys = ["key", "Key", "key ", " key", "caf\u00e9", "cafe\u0301", "key\u0001"];
            foreach (var key in keys)
            {
                await documents.PutAsync(trial.Word(), key, $"\"{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(key))}\"", 0, trial.Ended);
            }

            foreach (var key in keys)
            {
                Expect.Equal($"\"{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(key))}\"", (await documents.GetAsync(trial.Word(), key, trial.Ended))?.Json, $"the document of '{key}'");
            }
        });
        Refuses("a collection without a name", StorageFailure.Invalid, "", "k", "1");
        foreach (var name in new[] { "Plans", "plans/x", "plans x", "plan-s", "pläne", "$plans" })
        {
            Refuses($"the collection '{name}'", StorageFailure.Invalid, name, "k", "1");
        }

        Refuses("a key with a NUL", StorageFailure.Invalid, "kit_limits", "a\0b", "1");
        Refuses("a collection's name of 101 characters", StorageFailure.TooLarge, new string('c', 101), "k", "1");
        Refuses("a key of 401 characters", StorageFailure.TooLarge, "kit_limits", new string('k', 401), "1");
        Refuses("a document over 16 MB", StorageFailure.TooLarge, "kit_limits", "large", AppendLimitChecks.Sized(16 * 1024 * 1024 + 1));
        foreach (var text in new[] { "", "{", "nope", "{\"a\":}" })
        {
            Refuses($"a document that is not JSON: '{text}'", StorageFailure.Invalid, "kit_limits", "broken", text);
        }

        Documents("refuse a key without characters", (trial, documents) => Expect.FailsAsync(() => documents.PutAsync(trial.Word(), "", "1", null, trial.Ended), StorageFailure.Invalid, StorageFailure.TooLarge));
        Documents("refuse a negative version", (trial, documents) => Expect.FailsAsync(() => documents.PutAsync(trial.Word(), "k", "1", -1, trial.Ended), StorageFailure.Conflict, StorageFailure.Invalid));
        Documents("keep their text character by character", async (trial, documents) =>
        {
            foreach (var text in new[] { "{ \"b\" : 1.0, \"a\":1 }", " [1,\r\n2] ", "\"\\u00e4\\/\\u0000\"", "1E+2" })
            {
                await documents.PutAsync(trial.Word(), "k", text, null, trial.Ended);
                Expect.Equal(text, (await documents.GetAsync(trial.Word(), "k", trial.Ended))?.Json, "the document");
                Expect.Equal(text, Expect.Single(await trial.DocumentsAsync(documents, trial.Word()), "documents").Json, "the document in the list");
            }
        });
        Documents("of 16 MB are taken", async (trial, documents) =>
        {
            await documents.PutAsync(trial.Word(), "k", AppendLimitChecks.Sized(16_000_000), 0, trial.Ended);
            Expect.That((await documents.GetAsync(trial.Word(), "k", trial.Ended))!.Json == AppendLimitChecks.Sized(16_000_000), "the document came back changed");
            var small = await documents.PutAsync(trial.Word(), "k", "1", null, trial.Ended);
            Expect.Equal((small, "1"), (await documents.GetAsync(trial.Word(), "k", trial.Ended)) is { } read ? (read.Version, read.Json) : default, "the small document in its place");
        });
        Documents("have keys of 400 characters, and collections of 100", async (trial, documents) =>
        {
            var (collection, key) = (trial.Word().PadRight(100, 'c'), new string('語', 400));
            await documents.PutAsync(collection, key, "1", 0, trial.Ended);
            Expect.Equal(key, (await documents.GetAsync(collection, key, trial.Ended))?.Key, "the key");
        });
    }

    private void Refuses(string what, StorageFailure failure, string collection, string key, string json) =>
        Documents($"refuse {what}", async (trial, documents) =>
        {
            StorageFailure[] either = collection == "kit_limits" ? [failure] : [StorageFailure.Invalid, StorageFailure.TooLarge];
            await Expect.FailsAsync(() => documents.PutAsync(collection, trial.Name() + key, json, null, trial.Ended), either);
            if (collection == "kit_limits" && key.Length < 300 && !key.Contains('\0', StringComparison.Ordinal))
            {
                Expect.Equal(null, await documents.GetAsync(collection, trial.Name() + key, trial.Ended), "the document after the refusal");
            }
        });
}
