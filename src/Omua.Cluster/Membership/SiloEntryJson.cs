using System.Globalization;
using System.Text.Json.Nodes;
using Orleans;
using Orleans.Runtime;

namespace Omua.Cluster.Membership;

/// <summary>A silo in the list, as JSON. When it last gave a sign of life stands beside it, since that changes often and alone.</summary>
internal static class SiloEntryJson
{
    public static string Write(MembershipEntry entry) => new JsonObject
    {
        ["silo"] = entry.SiloAddress.ToParsableString(),
        ["status"] = entry.Status.ToString(),
        ["host"] = entry.HostName,
        ["name"] = entry.SiloName,
        ["role"] = entry.RoleName,
        ["gateway_port"] = entry.ProxyPort,
        ["update_zone"] = entry.UpdateZone,
        ["fault_zone"] = entry.FaultZone,
        ["started_at"] = Time(entry.StartTime),
        ["suspected_by"] = new JsonArray([.. (entry.SuspectTimes ?? []).Select(vote => (JsonNode)new JsonObject { ["silo"] = vote.Item1.ToParsableString(), ["at"] = Time(vote.Item2) })]),
    }.ToJsonString();

    public static MembershipEntry Read(string text)
    {
        var json = JsonNode.Parse(text)!;
        return new MembershipEntry
        {
            SiloAddress = SiloAddress.FromParsableString(json["silo"]!.GetValue<string>()),
            Status = Enum.Parse<SiloStatus>(json["status"]!.GetValue<string>()),
            HostName = json["host"]?.GetValue<string>() ?? "",
            SiloName = json["name"]?.GetValue<string>() ?? "",
            RoleName = json["role"]?.GetValue<string>() ?? "",
            ProxyPort = json["gateway_port"]!.GetValue<int>(),
            UpdateZone = json["update_zone"]!.GetValue<int>(),
            FaultZone = json["fault_zone"]!.GetValue<int>(),
            StartTime = Time(json["started_at"]!),
            SuspectTimes = [.. json["suspected_by"]!.AsArray().Select(vote => Tuple.Create(SiloAddress.FromParsableString(vote!["silo"]!.GetValue<string>()), Time(vote["at"]!)))],
        };
    }

    private static string Time(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static DateTime Time(JsonNode json) => DateTime.Parse(json.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
