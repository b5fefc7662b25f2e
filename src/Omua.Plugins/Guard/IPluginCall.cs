namespace Omua.Plugins.Guard;

/// <summary>One call into a plugin with its arguments. A struct, so that making one allocates nothing.</summary>
internal interface IPluginCall<in TPlugin, TResult>
{
    /// <summary>The member of the contract, for messages.</summary>
    string Member { get; }

    Task<TResult> Invoke(TPlugin plugin, CancellationToken cancellationToken);

    /// <summary>The result as the host may keep it: a copy where it was made of the plugin's own types. Throws <see cref="InvalidResultException"/> for one that the contract does not allow.</summary>
    TResult Checked(TResult result, SecretMask mask);

    /// <summary>Whether the result says that the call failed.</summary>
    static virtual bool SaysFailed(TResult result) => false;
}
