namespace Omua.Plugins.Guard;

/// <summary>
/// Leaves a plugin alone for a while after failures in a row: what fails ten times will fail the eleventh time, and a caller that waits for it is worse off
/// than one that is told. After the rest one call tries it again.
/// </summary>
internal sealed class CircuitBreaker(int threshold, TimeSpan rest, TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _failures;
    private long _restsSince;
    private bool _isTrying;
    private volatile bool _isOpen;

    public bool IsOpen => _isOpen;

    /// <summary>Whether a call may pass; where none may, how long the rest still lasts. One that tries must tell how it ended.</summary>
    public bool MayPass(bool mayTry, out TimeSpan remaining)
    {
        remaining = TimeSpan.Zero;
        if (!_isOpen)
        {
            return true;
        }

        lock (_lock)
        {
            remaining = TimeSpan.FromTicks(Math.Max(0, (rest - time.GetElapsedTime(_restsSince)).Ticks));
            if (remaining > TimeSpan.Zero || _isTrying)
            {
                return false;
            }

            _isTrying = mayTry;
            return true;
        }
    }

    public void Succeeded()
    {
        if (_failures == 0 && !_isOpen)
        {
            return;
        }

        lock (_lock)
        {
            _failures = 0;
            _isTrying = _isOpen = false;
        }
    }

    /// <summary>True where this failure is the one that opens it.</summary>
    public bool Failed()
    {
        lock (_lock)
        {
            _failures++;
            if (!_isTrying && (_isOpen || _failures < threshold))
            {
                return false;
            }

            (_isTrying, _isOpen, _restsSince) = (false, true, time.GetTimestamp());
            return true;
        }
    }

    /// <summary>The call ended without telling anything: its caller cancelled it.</summary>
    public void Undecided()
    {
        if (_isOpen)
        {
            lock (_lock)
            {
                _isTrying = false;
            }
        }
    }
}
