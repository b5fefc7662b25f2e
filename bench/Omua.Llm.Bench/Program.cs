using System.Globalization;
using Omua.Llm.Bench;

// dotnet run -c Release --project bench/Omua.Llm.Bench [-- rounds]
await PipelineComparison.RunAsync(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 15);
