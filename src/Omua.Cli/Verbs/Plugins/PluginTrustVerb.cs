using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin trust</c>: whose code may run.</summary>
internal static class PluginTrustVerb
{
    private static readonly Argument<string?> Folder = new("folder") { Description = "The folder (default: ./plugins)", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<bool> Revoke = new("--revoke") { Description = "Take the trust back: none of its plugins runs any more" };

    public static Command Create()
    {
        var verb = new Verb("trust", "Let the plugins of a folder run; once per folder") { Examples = ["omua plugin trust", "omua plugin trust ./plugins", "omua plugin trust --revoke ./plugins"] };
        verb.Add(Folder);
        verb.Add(Revoke);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(invocation.Get(Folder) ?? "plugins");
        if (invocation.Get(Revoke))
        {
            return await RevokeAsync(invocation, folder);
        }

        if (!Directory.Exists(folder))
        {
            throw new FaultException(new Fault(FaultCodes.PluginDirectoryMissing, "there is no such folder", "name the folder whose plugins may run: omua plugin trust ./plugins") { File = folder });
        }

        await using var application = Application.ForLook(invocation);
        var isNew = application.Trust(folder);
        var changes = await application.Installer.RecordAsync(folder, cancellationToken: cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("trusted", folder);
                writer.WriteBoolean("changed", isNew);
                LockChangeJson.Write(writer, changes);
                writer.WriteEndObject();
            });
        }
        else
        {
            foreach (var change in changes)
            {
                invocation.Output.Line($"{change.LockFile}: {change.Path}: {change.What}");
            }

            invocation.Output.Line(isNew ? $"{folder}: its plugins may run from now on" : $"{folder}: was trusted before");
        }

        return ExitCode.Done;
    }

    /// <summary>Also of a folder that is gone: what is put there again must not run because of an old yes. The lock keeps what it records.</summary>
    private static async Task<int> RevokeAsync(Invocation invocation, string folder)
    {
        await using var application = Application.ForLook(invocation);
        var wasTrusted = application.Plugins.DistrustFolder(folder);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("revoked", folder);
                writer.WriteBoolean("changed", wasTrusted);
                writer.WriteEndObject();
            });
        }
        else
        {
            invocation.Output.Line(wasTrusted ? $"{folder}: its plugins do not run any more" : $"{folder}: was not trusted");
        }

        return ExitCode.Done;
    }
}
