namespace Omua.Plugins.Tests.Forms;

/// <summary>The <c>#:</c> lines of source plugins, by the grammar that <c>dotnet build file.cs</c> has (SDK 10.0.4xx).</summary>
public sealed class DirectiveTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Theory]
    [InlineData("#!/usr/bin/env dotnet\n#:property OutputType=Library")]
    [InlineData("// a comment\n/* another,\n over lines */\n#:property Nullable=disable")]
    [InlineData("#: property  LangVersion = 14\n#:sdk Microsoft.NET.Sdk")]
    [InlineData("#nullable enable\n#:property PublishAot=false\n#:property PublishAot=false")]
    [InlineData("#:package Omua.Abstractions@1.0.0\n#:package Omua.Analytics\n#:package omua.analyzers@0.1.0")]
    [InlineData("#:property TargetFramework=net10.0\r\n#:property MyOwn=1\r\n")]
    [InlineData("#:include notes.json")]
    public async Task Scan_DirectivesThatTheHostTakes_ThePluginIsAvailable(string head)
    {
        _ground.Write(_ground.User, "one.cs", $"{head}\n{PluginGround.Agent("One", "one")}");

        Assert.Empty(Assert.Single(await _ground.Manager().ScanAsync()).Faults);
    }

    [Theory]
    [InlineData("#:pakage A@1.0.0", FaultCodes.PluginDirectiveInvalid, "#:package", 1)]
    [InlineData("#:Package A@1.0.0", FaultCodes.PluginDirectiveInvalid, "#:package", 1)]
    [InlineData("#:", FaultCodes.PluginDirectiveInvalid, "#:property", 1)]
    [InlineData("  #:propertie X=1", FaultCodes.PluginDirectiveInvalid, "#:property", 3)]
    [InlineData("#:property Nullable", FaultCodes.PluginDirectiveInvalid, "Name=Value", 1)]
    [InlineData("#:property A B=c", FaultCodes.PluginDirectiveInvalid, "Name=Value", 1)]
    [InlineData("#:property Nulable=enable", FaultCodes.PluginDirectiveInvalid, "Nullable", 1)]
    [InlineData("#:property Nullable=on", FaultCodes.PluginDirectiveInvalid, "annotations", 1)]
    [InlineData("#:property LangVersion=15.5", FaultCodes.PluginDirectiveInvalid, "latest", 1)]
    [InlineData("#:property AllowUnsafeBlocks=yes", FaultCodes.PluginDirectiveInvalid, "true or false", 1)]
    [InlineData("#:property TargetFramework=net9.0", FaultCodes.PluginDirectiveUnsupported, "net10.0", 1)]
    [InlineData("#:property OutputType=Exe", FaultCodes.PluginDirectiveUnsupported, "Library", 1)]
    [InlineData("#:package @1.0.0", FaultCodes.PluginDirectiveInvalid, "names no package", 1)]
    [InlineData("#:package \"A\"@1.0.0", FaultCodes.PluginDirectiveInvalid, "quotes", 1)]
    [InlineData("#:package A", FaultCodes.PluginDirectiveInvalid, "no version", 1)]
    [InlineData("#:package A@*", FaultCodes.PluginDirectiveInvalid, "not one version", 1)]
    [InlineData("#:package A@[1.0.0,2.0.0)", FaultCodes.PluginDirectiveInvalid, "not one version", 1)]
    [InlineData("#:package A@1.x", FaultCodes.PluginDirectiveInvalid, "not one version", 1)]
    [InlineData("#:package Omua.Abstractions@7.0.0", FaultCodes.PluginNeedsNewerHost, "Omua.Abstractions@1.0.0", 1)]
    [InlineData("#:sdk Microsoft.NET.Sdk.Web", FaultCodes.PluginDirectiveUnsupported, "plain library", 1)]
    [InlineData("#:project ../other/other.csproj", FaultCodes.PluginDirectiveUnsupported, "outside of the plugin's folder", 1)]
    [InlineData("#:project other/other.csproj", FaultCodes.PluginDirectiveUnsupported, "builds no projects", 1)]
    [InlineData("#:ref other.cs", FaultCodes.PluginDirectiveUnsupported, "#:include", 1)]
    [InlineData("#:include nowhere.cs", FaultCodes.PluginDirectiveInvalid, "does not exist", 1)]
    [InlineData("#:include ../outside.cs", FaultCodes.PluginDirectiveUnsupported, "outside", 1)]
    [InlineData("#:include ../*.cs", FaultCodes.PluginDirectiveUnsupported, "outside", 1)]
    [InlineData("#:include /etc/other.cs", FaultCodes.PluginDirectiveUnsupported, "outside", 1)]
    [InlineData("#:include words.resx", FaultCodes.PluginDirectiveUnsupported, "C# sources alone", 1)]
    [InlineData("#:include", FaultCodes.PluginDirectiveInvalid, "names no file", 1)]
    [InlineData("#:projct a.csproj", FaultCodes.PluginDirectiveInvalid, "Use one of #:package, #:property, #:include, #:exclude", 1)]
    [InlineData("#:reff a.cs", FaultCodes.PluginDirectiveInvalid, "Use one of #:package, #:property, #:include, #:exclude", 1)]
    [InlineData("using System.Text;\n#:property Nullable=enable", FaultCodes.PluginDoesNotCompile, "CS9297", 2)]
    [InlineData("#if NET\n#:property Nullable=enable\n#endif", FaultCodes.PluginDoesNotCompile, "CS9299", 2)]
    public async Task Scan_DirectiveThatIsWrong_SaysWhereAndWhatIsRight(string head, string code, string says, int column)
    {
        var path = _ground.Write(_ground.User, "one.cs", $"// first line\n{head}\n{PluginGround.Agent("One", "one")}");

        var entry = Assert.Single(await _ground.Manager().ScanAsync());

        Assert.Equal((PluginState.Faulted, code), (entry.State, entry.Code));
        Assert.Equal((path, 2 + head.IndexOf("#:", StringComparison.Ordinal) switch { > 2 => 1, _ => 0 }, column), (entry.File, entry.Line, entry.Column));
        Assert.Contains(says, entry.Message + entry.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_SeveralWrongDirectives_AllAreSaidAtOnce()
    {
        _ground.Write(_ground.User, "one.cs", $"#:foo\n#:package A\n#:project x.csproj\n{PluginGround.Agent("One", "one")}");

        var entry = Assert.Single(await _ground.Manager().ScanAsync());

        Assert.Equal([1, 2, 3], entry.Faults.Select(fault => fault.Line ?? 0));
    }

    [Theory]
    [InlineData("#:package A@1.0.0\n#:package a@1.0.1", FaultCodes.PluginPackageConflict)]
    [InlineData("#:property LangVersion=13\n#:property LangVersion=14", FaultCodes.PluginDirectiveInvalid)]
    public async Task Scan_TwoValuesForOneName_IsAContradictionThatNamesBothLines(string head, string code)
    {
        _ground.Write(_ground.User, "one.cs", $"{head}\n{PluginGround.Agent("One", "one")}");

        var fault = Assert.Single(await _ground.Manager().ScanAsync()).Faults[0];

        Assert.Equal((code, 2), (fault.Code, fault.Line));
        Assert.Contains("one.cs:1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAgent_PropertiesThatSteerTheCompiler_AreHonoured()
    {
        _ground.Write(_ground.User, "one.cs", "#:property AllowUnsafeBlocks=true\n#:property DefineConstants=LOUD;$(DefineConstants)\n#:property CheckForOverflowUnderflow=true\n" +
            PluginGround.Agent("One", "one", "static unsafe int Size() => sizeof(int);", """
                new Func<string>(() =>
                {
                    var big = int.MaxValue;
                    try { big++; return "wrapped"; }
                    catch (OverflowException) { }
                #if LOUD && NET10_0_OR_GREATER
                    return $"loud {Size()}";
                #else
                    return "quiet";
                #endif
                })()
                """));

        Assert.Equal("loud 4", await PluginGround.Told(await _ground.Manager().GetAgentAsync("one")));
    }
}
