namespace Omua.Analytics;

/// <summary>One pass over a path: list, recognise, read, join, assemble.</summary>
internal sealed class LoadSession(string root, LoadOptions options, long splitFrom)
{
    /// <summary>The file that says what the columns of others mean; no data itself.</summary>
    private const string MappingFileName = "omua.mapping.yaml";

    private readonly List<Fault> _faults = [];
    private readonly List<FileRows> _performance = [];
    private readonly Dictionary<string, RecordRows> _records = new(StringComparer.Ordinal);
    private readonly List<LookupFile> _lookups = [];
    private readonly List<(string Path, string Same)> _repeated = [];

    public LoadedData Load(CancellationToken cancellationToken)
    {
        var files = List();
        Recognise(files, cancellationToken);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var datasets = WithGrains(_performance.GroupBy(file => file.Shape).Select(group => Assemble([.. group], used)).ToList());
        foreach (var lookup in _lookups.Where(lookup => !used.Contains(lookup.Path)))
        {
            _faults.Add(new Fault(FaultCodes.ExportNotUsed, $"{Path.GetFileName(lookup.Path)} was recognised as {lookup.Kind}; nothing here uses it.",
                "Nothing to do; move it away to silence this line.") { File = lookup.Path });
        }

        // Repeats of performance files stand in the quality report of their dataset; those of other files belong to none.
        var read = _performance.Select(file => file.Path).Concat(_records.Values.SelectMany(rows => rows.Files)).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, same) in _repeated.Where(pair => !read.Contains(pair.Same)))
        {
            _faults.Add(new Fault(FaultCodes.ExportNotUsed, $"The file has the same content as {same}.", "Nothing to do; remove one of the two.") { File = path });
        }

        return new LoadedData([.. datasets, .. _records.Values.Where(rows => rows.Count > 0).Select(Assemble)], _faults);
    }

    private List<string> List()
    {
        if (File.Exists(root))
        {
            return [root];
        }

        if (!Directory.Exists(root))
        {
            _faults.Add(new Fault(FaultCodes.DataNotFound, "There is no file or folder at this path.", "Give a path that exists, as --data PATH.") { File = root });
            return [];
        }

        var enumeration = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 16, AttributesToSkip = FileAttributes.System };
        var files = Directory.EnumerateFiles(root, "*", enumeration)
            .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.')))
            .Where(file => !Path.GetFileName(file).Equals(MappingFileName, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            _faults.Add(new Fault(FaultCodes.DataEmpty, "The folder holds no file.", "Put the exports into it.") { File = root });
        }

        return files;
    }

    private void Recognise(List<string> files, CancellationToken cancellationToken)
    {
        var known = new KnownContents();
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                using var source = ExportFile.Open(file);
                if (known.Earlier(file, source) is { } earlier)
                {
                    _repeated.Add((file, earlier));
                    continue;
                }

                Read(file, source, cancellationToken);
            }
            catch (Exception exception) when ((exception is AggregateException many ? many.InnerException : exception)
                is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                _faults.Add(new Fault(FaultCodes.DataUnreadable, $"The file could not be read: {exception.GetBaseException().Message}",
                    "Give the user read access; export it again if it is damaged.") { File = file });
            }
        }
    }

    private void Read(string file, ByteSource source, CancellationToken cancellationToken)
    {
        var sniffed = ExportSniffer.Sniff(source, file, options);
        if (sniffed.IsEmpty)
        {
            _faults.Add(new Fault(FaultCodes.DataEmpty, "The file is empty.", "Export it again.") { File = file });
        }
        else if (sniffed.Lookup is not null)
        {
            _lookups.Add(LookupFile.Read(source, file, sniffed));
        }
        else if (sniffed is { Layout: null, Records: null })
        {
            _faults.Add(sniffed.IsMapped
                ? new Fault(FaultCodes.MappingDoesNotFit, $"The file cannot be read by its mapping: {sniffed.Reason}.", "Mend the mapping, or export the file with that column.") { File = file }
                : new Fault(FaultCodes.NotAnExport, $"The file is no export that is known: {sniffed.Reason}.",
                    "Say what its columns are ('omua data inspect --propose-mapping' makes a draft), rename them (docs/data.md lists the names), or move the file away.") { File = file });
        }
        else if (sniffed.HasAmbiguousDates)
        {
            var column = sniffed.Layout is { } table ? table.Header[table.Date] : sniffed.Records!.Header[sniffed.Records.Fields.First(field => field.Role.Cell == RecordCell.Moment).Field];
            _faults.Add(new Fault(FaultCodes.AmbiguousDates, $"The dates in column {column} can be read as day/month and as month/day.",
                "Write dates as yyyy-MM-dd.") { File = file });
        }
        else if (sniffed.Layout is { HasMixedMoney: true })
        {
            _faults.Add(new Fault(FaultCodes.MixedCurrencies, "The cells of cost or revenue name several currencies, and no column tells them apart.",
                "Export it in one currency, or with a column for the currency.") { File = file });
        }
        else if (sniffed.Records is { } records)
        {
            Keep(file, records, source, cancellationToken);
        }
        else if (sniffed.Layout is { } layout)
        {
            Keep(new FileRows(file, layout, PerformanceFileReader.Read(source, layout, options, splitFrom, cancellationToken)));
        }
    }

    private void Keep(FileRows rows)
    {
        if (rows.Count == 0 && rows.RefusedCount == 0)
        {
            _faults.Add(NoRows(rows.Path));
            return;
        }

        if (rows.Count == 0)
        {
            var (line, reason) = rows.Parts.SelectMany(part => part.Refused).First();
            _faults.Add(NoUsableRow(rows.Path, rows.RefusedCount, line, reason));
        }

        _performance.Add(rows);
    }

    private void Keep(string file, RecordLayout layout, ByteSource source, CancellationToken cancellationToken)
    {
        if (!_records.TryGetValue(layout.Shape, out var rows))
        {
            _records[layout.Shape] = rows = new RecordRows(layout);
        }

        var (kept, refused) = (rows.Count, rows.RefusedCount);
        RecordFileReader.Read(source, file, layout, rows, cancellationToken);
        if (rows.Count == kept)
        {
            _faults.Add(rows.RefusedCount == refused ? NoRows(file)
                : NoUsableRow(file, rows.RefusedCount - refused, rows.Refused.FirstOrDefault(row => row.File == file)?.Line ?? 1, rows.Refused.FirstOrDefault(row => row.File == file)?.Reason ?? "of what was listed before"));
        }
    }

    private static Fault NoRows(string file) => new(FaultCodes.DataWithoutRows, "The file has a header and no row below it.", "Export a range of days with data.") { File = file };

    private static Fault NoUsableRow(string file, long refused, long line, string reason) =>
        new(FaultCodes.NoUsableRow, $"All {refused} rows were refused; the first because {reason}.", "Mend the rows, or export them again.") { File = file, Line = (int)Math.Min(line, int.MaxValue) };

    private PerformanceDataset Assemble(List<FileRows> files, HashSet<string> used)
    {
        var paths = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return DatasetAssembler.Assemble(Name([.. files.Select(file => file.Path)]), files, _lookups, RepeatsOf(paths), options, used);
    }

    private Dataset Assemble(RecordRows rows) => RecordDatasets.From(Name(rows.Files), rows, RepeatsOf([.. rows.Files]), options);

    private List<string> RepeatsOf(HashSet<string> paths) => [.. _repeated.Where(pair => paths.Contains(pair.Same)).Select(pair => pair.Path)];

    /// <summary>The file's own name; for several files the folder's. Made unique with the path, then with a number.</summary>
    private string Name(IReadOnlyList<string> files)
    {
        var first = files[0];
        var name = files.Count == 1
            ? Path.GetFileName(first).Split('.')[0]
            : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(first))) ?? "data";
        var unique = name;
        for (var number = 2; !_names.Add(unique); number++)
        {
            unique = $"{name}_{number}";
        }

        return unique;
    }

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Marks datasets that hold the same spend at several grains; the campaign grain is the one to roll up from, else the coarsest.</summary>
    private static List<PerformanceDataset> WithGrains(List<PerformanceDataset> datasets)
    {
        var grains = VendorFormats.All.Where(format => format.Grain is not null).ToDictionary(format => format.Name, format => format.Grain!.Value);
        foreach (var platform in datasets.Where(dataset => grains.ContainsKey(dataset.Format)).GroupBy(dataset => grains[dataset.Format].Platform).ToList())
        {
            var ordered = platform.OrderBy(dataset => grains[dataset.Format].Fineness).ToList();
            var first = ordered.Find(dataset => dataset.Format == $"{platform.Key}.campaign") ?? ordered[0];
            foreach (var other in ordered.Where(dataset => dataset.Format != first.Format))
            {
                datasets[datasets.IndexOf(other)] = other.AtOtherGrainThan(first.Name);
            }

            // Coarse before fine, so that the coarsest dataset that answers a question is found first.
            datasets = [.. datasets.OrderBy(dataset => grains.TryGetValue(dataset.Format, out var grain) ? grain.Fineness : -1)];
        }

        return SameSpend.Marked(datasets);
    }
}
