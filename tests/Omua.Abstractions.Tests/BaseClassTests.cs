namespace Omua.Abstractions.Tests;

/// <summary>
/// A default member of an interface must be a virtual member of the base class too. Otherwise an author who derives from the base class and writes that
/// member hides nothing and overrides nothing: it is never called, without a warning.
/// </summary>
public sealed class BaseClassTests
{
    [Theory]
    [InlineData(typeof(IAgent), typeof(AgentPlugin))]
    [InlineData(typeof(ILlmBackend), typeof(LlmBackendPlugin))]
    [InlineData(typeof(IStorageBackend), typeof(StorageBackendPlugin))]
    [InlineData(typeof(IPlugin), typeof(Plugin))]
    public void BaseClass_DefaultMembersOfItsInterface_AreVirtual(Type contract, Type baseClass)
    {
        var map = baseClass.GetInterfaceMap(contract);
        Assert.NotEmpty(map.InterfaceMethods);
        Assert.All(map.InterfaceMethods.Zip(map.TargetMethods), pair =>
            Assert.True(pair.Second.DeclaringType != contract, $"{contract.Name}.{pair.First.Name} has a default and {baseClass.Name} has no member of that name"));
        Assert.All(map.TargetMethods.Where(method => method.Name != "get_Type"), method => Assert.True(method.IsVirtual && !method.IsFinal, $"{baseClass.Name}.{method.Name} is not virtual"));
    }
}
