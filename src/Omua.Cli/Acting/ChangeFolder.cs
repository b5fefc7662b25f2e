using System.Text;

namespace Omua.Cli.Acting;

/// <summary>Writes the files of an application: each whole or not at all, and the same again when it is asked again.</summary>
internal static class ChangeFolder
{
    private static readonly UTF8Encoding WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    /// <exception cref="FaultException">The folder cannot be written.</exception>
    public static async Task WriteAsync(ChangeApplication application, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(application.Folder);
            foreach (var file in application.Files)
            {
                var path = Path.Combine(application.Folder, file.Name);
                var next = $"{path}.{Guid.NewGuid():N}.tmp";
                await File.WriteAllTextAsync(next, file.Content, WithoutMark, cancellationToken);
                File.Move(next, path, overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(
                new Fault(FaultCodes.ChangesNotWritten, $"the files of changes cannot be written: {exception.Message}", "make the folder writable and call 'omua apply' for the run again: it finishes what was begun") { File = application.Folder }, exception);
        }
    }
}
