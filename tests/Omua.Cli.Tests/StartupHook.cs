/// <summary>Where the runtime looks for what <c>DOTNET_STARTUP_HOOKS</c> names: runs inside the <c>omua</c> of a test and writes down, when that ends, which assemblies were loaded.</summary>
internal static class StartupHook
{
    public const string File = "OMUA_TEST_LOADED_ASSEMBLIES";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(File) is { } file)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) =>
                System.IO.File.WriteAllLines(file, AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!).Order(StringComparer.Ordinal));
        }
    }
}
