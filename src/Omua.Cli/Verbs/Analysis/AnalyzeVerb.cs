using System.CommandLine;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Analysis.Attribution;
using Omua.Cli.Verbs.Analysis.Budgets;
using Omua.Cli.Verbs.Analysis.Changes;
using Omua.Cli.Verbs.Analysis.Experiments;
using Omua.Cli.Verbs.Analysis.Geo;
using Omua.Cli.Verbs.Analysis.Kpis;
using Omua.Cli.Verbs.Analysis.Ltv;
using Omua.Cli.Verbs.Analysis.MarketingMix;
using Omua.Cli.Verbs.Analysis.Retention;
using Omua.Cli.Verbs.Analysis.Unusual;

namespace Omua.Cli.Verbs.Analysis;

/// <summary><c>omua analyze</c>: one method on one set of exports, without a run.</summary>
internal static class AnalyzeVerb
{
    public static Command Create() => new Verb("analyze", "Compute figures from exports")
    {
        KpiVerb.Create(),
        ChangeVerb.Create(),
        AttributionVerb.Create(),
        ExperimentVerb.Create(),
        LtvVerb.Create(),
        RetentionVerb.Create(),
        FunnelVerb.Create(),
        AnomalyVerb.Create(),
        BudgetVerb.Create(),
        GeoVerb.Create(),
        MixVerb.Create(),
    };
}
