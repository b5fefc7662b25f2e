namespace Omua.Plugins.Guard;

/// <summary>A plugin returned what the contract does not allow. Never leaves the guard.</summary>
internal sealed class InvalidResultException(string what, Exception? innerException = null) : Exception(what, innerException);
