using System.Diagnostics;
using System.Reflection;

namespace Omua.Plugins.Guard;

/// <summary>Where in the plugin's own source an exception came from.</summary>
internal static class PluginFrame
{
    /// <summary>Adds line (and, for a folder, the file) of the innermost frame that is the plugin's; gives the fault back unchanged where no symbols say.</summary>
    public static Fault At(Fault fault, Exception exception, Assembly plugin)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            var frame = new StackTrace(current, fNeedFileInfo: true).GetFrames()
                .FirstOrDefault(frame => frame.GetMethod()?.Module.Assembly == plugin && frame.GetFileLineNumber() > 0);
            if (frame is not null)
            {
                return fault with
                {
                    File = File.Exists(fault.File) ? fault.File : frame.GetFileName(),
                    Line = frame.GetFileLineNumber(),
                    Column = frame.GetFileColumnNumber() is > 0 and var column ? column : null,
                };
            }
        }

        return fault;
    }
}
