using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Text;

namespace Omua.Plugins.Health;

/// <summary>
/// This process's mark in a home: which plugins' code runs at this moment. The file goes when the process ends as it should; one that is left behind tells the next
/// process that this one did not, and whose code ran then. There is one for each home.
/// </summary>
internal sealed unsafe class ProcessMark
{
    public const int HeaderSize = 4096;
    public const int Slots = 128;
    private const int Size = HeaderSize + (Slots * MarkSlot.Size);

    private static readonly ConcurrentDictionary<string, ProcessMark> Marks = new(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private readonly byte* _memory;
    private readonly bool[] _taken = new bool[Slots];
    private readonly FileStream _file;
    private int _users;

    private ProcessMark(string home, TimeProvider time)
    {
        Home = home;
        var folder = FolderIn(home);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{Environment.ProcessId}-{Guid.NewGuid():n}"[..24]);
        // Nobody else may open it while the process lives: that is how others know.
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        _file.SetLength(Size);
        using var mapped = MemoryMappedFile.CreateFromFile(_file, null, Size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        // The view is never given back: an abandoned call may write to it until the process ends.
        var view = mapped.CreateViewAccessor(0, Size);
        GC.SuppressFinalize(view.SafeMemoryMappedViewHandle);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _memory);
        _memory += view.PointerOffset;
        var header = Encoding.UTF8.GetBytes(string.Join('\n', "omua mark 1", Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), Environment.TickCount64.ToString(CultureInfo.InvariantCulture), ProcessEnd.BootId, ProcessEnd.DiagnosticsSocket, ""));
        header.AsSpan(0, Math.Min(header.Length, HeaderSize)).CopyTo(new Span<byte>(_memory, HeaderSize));
    }

    public string Home { get; }

    public static string FolderIn(string home) => Path.Combine(home, "running");

    public static IEnumerable<ProcessMark> All => Marks.Values;

    /// <summary>A slot for a plugin that is about to run; null where there is no place for it: it then runs unmarked.</summary>
    public static MarkSlot? Take(string home, TimeProvider time, string name, string hash, string path)
    {
        try
        {
            lock (Marks)
            {
                var mark = Marks.GetOrAdd(home, static (home, time) => new ProcessMark(home, time), time);
                var slot = mark.TakeSlot($"{name}\t{hash}\t{path}");
                mark._users += slot is null ? 0 : 1;
                return slot;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A home that cannot be written to.
            return null;
        }
    }

    /// <summary>The slot's plugin has ended; with the last one the mark goes.</summary>
    public void Free(MarkSlot slot)
    {
        lock (Marks)
        {
            var index = (int)((slot.Memory - _memory - HeaderSize) / MarkSlot.Size);
            if (!_taken[index])
            {
                return;
            }

            _taken[index] = false;
            new Span<byte>(slot.Memory, MarkSlot.Size).Clear();
            if (--_users == 0)
            {
                Marks.TryRemove(Home, out _);
                Remove();
            }
        }
    }

    /// <summary>Whose code runs now.</summary>
    public IReadOnlyList<MarkedPlugin> Running() => MarkedPlugin.In(new ReadOnlySpan<byte>(_memory, Size));

    /// <summary>The process ends as it should.</summary>
    public void Remove()
    {
        lock (_lock)
        {
            _file.Dispose();
            try
            {
                File.Delete(_file.Name);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It is still mapped, and this system minds. The next process takes it away, and finds nothing in it.
            }
        }
    }

    private MarkSlot? TakeSlot(string text)
    {
        var index = Array.IndexOf(_taken, false);
        if (index < 0)
        {
            return null;
        }

        Debug.Assert(Monitor.IsEntered(Marks), "slots are given under the lock");
        _taken[index] = true;
        var memory = new Span<byte>(_memory + HeaderSize + (index * MarkSlot.Size), MarkSlot.Size);
        memory.Clear();
        Encoding.UTF8.TryGetBytes(text, memory[MarkSlot.TextAt..^1], out _);
        return new MarkSlot(this, _memory + HeaderSize + (index * MarkSlot.Size));
    }
}
