using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Omua.Plugins.Compiler;

/// <summary>What the SDK adds for a library, and what the contracts' package adds for an author, so that a file means the same in an editor.</summary>
internal static class GlobalUsings
{
    private const string Text = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Text.Json.Nodes;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Omua.Abstractions;
        global using TaskStatus = Omua.Abstractions.TaskStatus;
        """;

    public static SyntaxTree Tree(CSharpParseOptions parsing) =>
        CSharpSyntaxTree.ParseText(SourceText.From(Text, Encoding.UTF8), parsing, "GlobalUsings.g.cs");
}
