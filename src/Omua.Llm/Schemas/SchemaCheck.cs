using System.Text.Json;

namespace Omua.Llm.Schemas;

/// <summary>One pass of a value over a schema.</summary>
internal sealed class SchemaCheck(JsonObject root)
{
    private const int MostFaults = 50;
    private const int MostDepth = 64;
    private const int LongestShown = 60;

    private static readonly HashSet<string> Deciding = new(StringComparer.Ordinal)
    {
        "if", "then", "else", "patternProperties", "propertyNames", "dependentRequired", "dependentSchemas", "dependencies", "contains", "minContains",
        "maxContains", "unevaluatedProperties", "unevaluatedItems", "additionalItems", "$dynamicRef", "$recursiveRef",
    };

    private readonly List<SchemaFault> _faults = [];

    public IReadOnlyList<SchemaFault> Faults => _faults;

    public void Check(JsonNode? value, JsonNode? schema, string path, int depth)
    {
        if (_faults.Count >= MostFaults)
        {
            return;
        }

        if (depth > MostDepth)
        {
            Add(path, $"is nested more than {MostDepth} deep");
            return;
        }

        switch (schema)
        {
            case JsonObject rules:
                CheckRules(value, rules, path, depth);
                break;
            case JsonValue flag when flag.TryGetValue<bool>(out var allowed):
                if (!allowed)
                {
                    Add(path, "is not allowed here");
                }

                break;
            default:
                throw new NotSupportedException($"The schema at {path} is neither an object nor true or false.");
        }
    }

    private void CheckRules(JsonNode? value, JsonObject rules, string path, int depth)
    {
        foreach (var (keyword, _) in rules)
        {
            if (Deciding.Contains(keyword))
            {
                throw new NotSupportedException($"The schema uses '{keyword}', which is not supported.");
            }
        }

        if (rules["$ref"] is { } reference)
        {
            Check(value, Resolve((string)reference!), path, depth + 1);
        }

        if (!CheckType(value, rules, path))
        {
            return;
        }

        if (rules["enum"] is JsonArray choices && !choices.Any(choice => JsonNode.DeepEquals(choice, value)))
        {
            Add(path, $"is {Shown(value)}; use one of {Shown(choices)}");
        }

        if (rules.TryGetPropertyValue("const", out var constant) && !JsonNode.DeepEquals(constant, value))
        {
            Add(path, $"is {Shown(value)}; it must be {Shown(constant)}");
        }

        switch (value)
        {
            case JsonObject fields:
                CheckObject(fields, rules, path, depth);
                break;
            case JsonArray items:
                CheckArray(items, rules, path, depth);
                break;
            case JsonValue scalar:
                ScalarRules.Check(scalar, rules, message => Add(path, message));
                break;
        }

        CheckCombinations(value, rules, path, depth);
    }

    private void CheckObject(JsonObject fields, JsonObject rules, string path, int depth)
    {
        var properties = rules["properties"] as JsonObject;
        foreach (var name in (rules["required"] as JsonArray ?? []).Select(name => (string)name!).Where(name => !fields.ContainsKey(name)))
        {
            Add(path, $"has no '{name}', which is required");
        }

        foreach (var (name, field) in fields)
        {
            if (properties?[name] is { } known)
            {
                Check(field, known, $"{path}.{name}", depth + 1);
            }
            else if (rules["additionalProperties"] is { } others)
            {
                if (others is JsonValue flag && flag.TryGetValue<bool>(out var allowed) && !allowed)
                {
                    Add(path, $"has '{Cut(name)}', which is not known; known are {string.Join(", ", (properties ?? []).Select(property => property.Key))}");
                }
                else
                {
                    Check(field, others, $"{path}.{Cut(name)}", depth + 1);
                }
            }
        }

        Between(fields.Count, rules, "minProperties", "maxProperties", "properties", path);
    }

    private void CheckArray(JsonArray items, JsonObject rules, string path, int depth)
    {
        var prefix = rules["prefixItems"] as JsonArray ?? [];
        for (var index = 0; index < items.Count; index++)
        {
            if ((index < prefix.Count ? prefix[index] : rules["items"]) is { } schema)
            {
                Check(items[index], schema, $"{path}[{index}]", depth + 1);
            }
        }

        Between(items.Count, rules, "minItems", "maxItems", "items", path);
        if (rules["uniqueItems"] is JsonValue unique && unique.TryGetValue<bool>(out var must) && must)
        {
            for (var index = 1; index < items.Count; index++)
            {
                if (items.Take(index).Any(before => JsonNode.DeepEquals(before, items[index])))
                {
                    Add($"{path}[{index}]", "repeats an item");
                }
            }
        }
    }

    private void CheckCombinations(JsonNode? value, JsonObject rules, string path, int depth)
    {
        foreach (var part in rules["allOf"] as JsonArray ?? [])
        {
            Check(value, part, path, depth + 1);
        }

        if (rules["anyOf"] is JsonArray any && Fitting(value, any, path, depth) == 0)
        {
            Add(path, $"fits none of the {any.Count} forms that are allowed");
        }

        if (rules["oneOf"] is JsonArray one && Fitting(value, one, path, depth) is var count && count != 1)
        {
            Add(path, $"fits {count} of the {one.Count} forms that are allowed; it must fit exactly one");
        }

        if (rules["not"] is { } not && Fits(value, not, path, depth))
        {
            Add(path, "has a form that is not allowed");
        }
    }

    private int Fitting(JsonNode? value, JsonArray forms, string path, int depth) => forms.Count(form => Fits(value, form, path, depth));

    private bool Fits(JsonNode? value, JsonNode? form, string path, int depth)
    {
        var inner = new SchemaCheck(root);
        inner.Check(value, form, path, depth + 1);
        return inner._faults.Count == 0;
    }

    private bool CheckType(JsonNode? value, JsonObject rules, string path)
    {
        var types = rules["type"] switch
        {
            null => [],
            JsonArray several => [.. several.Select(type => (string)type!)],
            var single => (IReadOnlyList<string>)[(string)single!],
        };
        if (types.Count == 0 || types.Any(type => IsOf(value, type)))
        {
            return true;
        }

        Add(path, $"is {Shown(value)}; it must be {string.Join(" or ", types)}");
        return false;
    }

    private static bool IsOf(JsonNode? value, string type) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number)
            or ("boolean", JsonValueKind.True or JsonValueKind.False) or ("null", JsonValueKind.Null) => true,
        ("integer", JsonValueKind.Number) => ScalarRules.Number(value!) is { } number && number == Math.Floor(number),
        _ => false,
    };

    private void Between(int count, JsonObject rules, string least, string most, string what, string path)
    {
        if (rules[least] is { } minimum && count < (int)minimum)
        {
            Add(path, $"has {count} {what}; at least {minimum} are needed");
        }

        if (rules[most] is { } maximum && count > (int)maximum)
        {
            Add(path, $"has {count} {what}; at most {maximum} are allowed");
        }
    }

    private JsonNode? Resolve(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            return reference == "#" ? root : throw new NotSupportedException($"The schema refers to '{reference}'; only '#/...' is followed.");
        }

        JsonNode? node = root;
        foreach (var part in reference[2..].Split('/'))
        {
            node = node?[Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        }

        return node ?? throw new NotSupportedException($"The schema refers to '{reference}', which is not in it.");
    }

    private void Add(string path, string message) => _faults.Add(new SchemaFault(path, message));

    private static string Shown(JsonNode? value) => Cut(value?.ToJsonString() ?? "null", 4 * LongestShown);

    private static string Cut(string text, int length = LongestShown) => text.Length <= length ? text : text[..length] + "…";
}
