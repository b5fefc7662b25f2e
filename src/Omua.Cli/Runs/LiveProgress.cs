using Omua.Cli.Shell;
using Spectre.Console;

namespace Omua.Cli.Runs;

/// <summary>A table of tasks that is redrawn in place. Names are printed as text: no markup in them is obeyed.</summary>
internal sealed class LiveProgress(IAnsiConsole console, TimeProvider time) : IRunProgress
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly List<Line> _lines = [];
    private string _saying = "";

    /// <summary>A table for the terminal that stderr is.</summary>
    public static LiveProgress ForProcess(TimeProvider time, bool hasColor) => new(
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error), ColorSystem = hasColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors }), time);

    public Task<T> ShowAsync<T>(Func<Task<T>> work) => console.Live(Draw()).StartAsync(async live =>
    {
        var running = work();
        while (await Task.WhenAny(running, Task.Delay(Redraw, time)) != running)
        {
            live.UpdateTarget(Draw());
        }

        live.UpdateTarget(Draw());
        return await running;
    });

    public void Say(string text)
    {
        lock (_gate)
        {
            _saying = text;
        }
    }

    public void Planned(IReadOnlyList<TaskSpec> tasks, IReadOnlyDictionary<string, TaskStatus> recorded)
    {
        lock (_gate)
        {
            _lines.AddRange(tasks.Select(task => new Line(task.Id, task.AgentType) { Status = recorded.GetValueOrDefault(task.Id, TaskStatus.Pending) }));
            _saying = $"planned {tasks.Count} tasks";
        }
    }

    public void Added(IReadOnlyList<TaskSpec> tasks)
    {
        lock (_gate)
        {
            _lines.AddRange(tasks.Select(task => new Line(task.Id, task.AgentType)));
        }
    }

    public void Changed(string taskId, TaskStatus status, string? error)
    {
        lock (_gate)
        {
            if (_lines.Find(line => line.Id == taskId) is not { } changed)
            {
                return;
            }

            changed.Began ??= status == TaskStatus.Running ? time.GetTimestamp() : null;
            changed.Took = status != TaskStatus.Running && changed.Began is { } began ? time.GetElapsedTime(began) : null;
            (changed.Status, changed.Error) = (status, error);
        }
    }

    private Table Draw()
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumn("").AddColumn("").AddColumn("").AddColumn("");
        lock (_gate)
        {
            foreach (var line in _lines)
            {
                table.AddRow(Sign(line.Status), new Text(Printable.Line(line.Id)), new Text(Printable.Line(line.Agent), Color.Grey), new Text(Printable.Line(line.Note(time)), Color.Grey));
            }

            table.AddRow(new Text(" "), new Text(Printable.Line(_saying)), Text.Empty, Text.Empty);
        }

        return table;
    }

    private static Text Sign(TaskStatus status) => status switch
    {
        TaskStatus.Completed => new Text("✓", Color.Green),
        TaskStatus.Running => new Text("▸", Color.Blue),
        TaskStatus.Pending => new Text("·", Color.Grey),
        TaskStatus.Skipped or TaskStatus.Cancelled => new Text("–", Color.Yellow),
        _ => new Text("✗", Color.Red),
    };

    private sealed class Line(string id, string agent)
    {
        public string Id { get; } = id;

        public string Agent { get; } = agent;

        public TaskStatus Status { get; set; }

        public long? Began { get; set; }

        public TimeSpan? Took { get; set; }

        public string? Error { get; set; }

        public string Note(TimeProvider time) => Error ?? (Elapsed(time) is { } elapsed ? Reports.FigureText.Duration(elapsed) : "");

        private TimeSpan? Elapsed(TimeProvider time) => Took ?? (Began is { } began ? time.GetElapsedTime(began) : null);
    }
}
