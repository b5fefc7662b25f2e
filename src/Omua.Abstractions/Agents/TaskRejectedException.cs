namespace Omua.Abstractions;

/// <summary>The task cannot succeed however often it is tried: a missing parameter, a dataset without the column. It fails at once, without retries.</summary>
public sealed class TaskRejectedException(string message, Exception? innerException = null) : Exception(message, innerException);
