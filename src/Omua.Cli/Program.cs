using Omua.Cli.Shell;

return await CommandRunner.RunAsync(args);
