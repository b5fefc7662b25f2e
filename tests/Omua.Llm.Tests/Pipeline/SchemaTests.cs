using System.Text.Json.Nodes;
using Omua.Llm.Schemas;

namespace Omua.Llm.Tests.Pipeline;

/// <summary>The keywords that schemas of arguments and answers use, by JSON Schema 2020-12.</summary>
public sealed class SchemaTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "1.0", true)]
    [InlineData("""{"type":"integer"}""", "1.5", false)]
    [InlineData("""{"type":["string","null"]}""", "null", true)]
    [InlineData("""{"type":"string"}""", "null", false)]
    [InlineData("""{"enum":[1,"a",null]}""", "1", true)]
    [InlineData("""{"enum":[1,"a"]}""", "\"b\"", false)]
    [InlineData("""{"const":{"a":[1]}}""", """{"a":[1]}""", true)]
    [InlineData("""{"minimum":0,"exclusiveMaximum":1}""", "1", false)]
    [InlineData("""{"minimum":0,"exclusiveMaximum":1}""", "0", true)]
    [InlineData("""{"multipleOf":0.1}""", "0.3", true)]
    [InlineData("""{"minLength":2,"maxLength":3,"pattern":"^[a-z]+$"}""", "\"ab\"", true)]
    [InlineData("""{"minLength":2,"maxLength":3,"pattern":"^[a-z]+$"}""", "\"AB\"", false)]
    [InlineData("""{"items":{"type":"number"},"minItems":1,"uniqueItems":true}""", "[1,2]", true)]
    [InlineData("""{"items":{"type":"number"},"uniqueItems":true}""", "[1,1]", false)]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}""", """["a",1]""", true)]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{"b":1}""", false)]
    [InlineData("""{"additionalProperties":{"type":"number"}}""", """{"b":1}""", true)]
    [InlineData("""{"required":["a"]}""", "{}", false)]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"number"}]}""", "true", false)]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "3", false)]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "1", true)]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", false)]
    [InlineData("""{"$ref":"#/$defs/n","$defs":{"n":{"type":"number"}}}""", "\"a\"", false)]
    [InlineData("""{"$defs":{"t":{"type":"object","properties":{"next":{"$ref":"#/$defs/t"}},"additionalProperties":false}},"$ref":"#/$defs/t"}""", """{"next":{"next":{"x":1}}}""", false)]
    [InlineData("false", "1", false)]
    public void Validate_Keyword_IsObeyed(string schema, string value, bool fits)
    {
        var wrapped = new JsonObject { ["allOf"] = new JsonArray(JsonNode.Parse(schema)) };
        var root = JsonNode.Parse(schema) as JsonObject ?? wrapped;

        Assert.Equal(fits, JsonSchema.Validate(JsonNode.Parse(value), root).Count == 0);
    }

    [Fact]
    public void Validate_SeveralFaults_ReportsAllWithTheirPlaces()
    {
        var schema = (JsonObject)JsonNode.Parse("""{"properties":{"a":{"type":"number"},"b":{"items":{"enum":["x"]}}},"required":["c"]}""")!;

        var faults = JsonSchema.Validate(JsonNode.Parse("""{"a":"no","b":["x","y"]}"""), schema);

        Assert.Equal(["$", "$.a", "$.b[1]"], faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"if":{"type":"string"},"then":{"minLength":1}}""")]
    [InlineData("""{"patternProperties":{"^a":{}}}""")]
    [InlineData("""{"$ref":"https://example.com/schema"}""")]
    public void Validate_KeywordThatIsNotKnown_IsRefusedNotIgnored(string schema) =>
        Assert.Throws<NotSupportedException>(() => JsonSchema.Validate(JsonNode.Parse("\"a\""), (JsonObject)JsonNode.Parse(schema)!));

    [Fact]
    public void Validate_EndlessNesting_Ends()
    {
        var schema = (JsonObject)JsonNode.Parse("""{"$defs":{"a":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"}""")!;

        Assert.NotEmpty(JsonSchema.Validate(JsonNode.Parse("1"), schema));
    }
}
