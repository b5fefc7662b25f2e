namespace Omua.Analytics;

/// <summary>
/// Reads delimited records from bytes without making a string of each field. RFC 4180 quoting; a record that breaks it is one physical line with a
/// <see cref="Problem"/>, and reading goes on with the line below it, so that one stray quote does not swallow the file.
/// </summary>
internal sealed class CsvRecordReader
{
    public const int FieldLimit = 1 << 16;

    private const byte Quote = (byte)'"';
    private const byte NewLine = (byte)'\n';
    private const byte Return = (byte)'\r';

    private readonly ByteSource _source;
    private readonly byte _delimiter;
    private readonly long _end;
    private byte[] _buffer = new byte[1 << 19];
    private (int Start, int Length, bool Escaped)[] _fields = new (int, int, bool)[32];
    private long _offset;
    private int _filled;
    private int _position;
    private int _record;
    private long _nextLine;

    public CsvRecordReader(ByteSource source, byte delimiter, long from, long end, long firstLine)
    {
        _source = source;
        _delimiter = delimiter;
        _offset = from;
        _end = end;
        _nextLine = firstLine;
    }

    /// <summary>The line on which the record starts.</summary>
    public long Line { get; private set; }

    /// <summary>How many lines were passed, the record's own included.</summary>
    public long NextLine => _nextLine;

    /// <summary>Where in the source the next record starts.</summary>
    public long NextOffset => _offset - _filled + _position;

    public int FieldCount { get; private set; }

    /// <summary>Why the record cannot be read; null for a good one.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether any field so far was quoted.</summary>
    public bool SawQuote { get; private set; }

    public ReadOnlySpan<byte> Record => _buffer.AsSpan(_record, _position - _record);

    public bool Read()
    {
        while (true)
        {
            if (_position >= _filled && !Fill(_position))
            {
                return false;
            }

            var current = _buffer[_position];
            if (current == NewLine)
            {
                _position++;
                _nextLine++;
            }
            else if (current == Return && (_position + 1 < _filled || Fill(_position)) && _buffer[_position + 1] == NewLine)
            {
                _position++;
            }
            else
            {
                break;
            }
        }

        Line = _nextLine;
        Problem = null;
        while (!TryRecord())
        {
            if (!Fill(_position))
            {
                SkipLine("the line is longer than 1,048,576 bytes");
                break;
            }
        }

        return true;
    }

    /// <summary>The bytes of a field, blanks around it cut off, doubled quotes still doubled.</summary>
    public ReadOnlySpan<byte> Field(int index)
    {
        ref readonly var field = ref _fields[index];
        var span = _buffer.AsSpan(field.Start, field.Length);
        return span.Length > 0 && (span[0] <= ' ' || span[^1] <= ' ') ? span.Trim(" \t\r\n"u8) : span;
    }

    /// <summary>Whether the field holds doubled quotes.</summary>
    public bool IsEscaped(int index) => _fields[index].Escaped;

    /// <summary>Gives up a record that spans several lines: reading goes on below its first line.</summary>
    public void KeepFirstLineOnly()
    {
        if (_nextLine > Line + 1)
        {
            _position = _record;
            _nextLine = Line;
            SkipLine(Problem);
        }
    }

    private bool TryRecord()
    {
        var data = _buffer.AsSpan(0, _filled);
        var complete = _offset >= _end;
        var at = _position;
        _record = _position;
        FieldCount = 0;
        long lines = 1;
        while (true)
        {
            if (at < data.Length && data[at] == Quote)
            {
                SawQuote = true;
                var (state, close, escaped) = CloseQuote(data, at + 1, complete);
                if (state == QuoteState.NeedsMore)
                {
                    return false;
                }

                if (state == QuoteState.Broken)
                {
                    SkipLine(close - at > FieldLimit ? "a field is longer than 65,536 bytes" : "a quote is opened and not closed as it should be");
                    return true;
                }

                AddField(at + 1, close - at - 1, escaped);
                lines += data[(at + 1)..close].Count(NewLine);
                at = close + 1;
                if (at < data.Length && data[at] == Return)
                {
                    at++;
                }

                if (at >= data.Length || data[at] == NewLine)
                {
                    break;
                }
            }
            else
            {
                var length = data[at..].IndexOfAny(_delimiter, NewLine);
                if (length < 0)
                {
                    if (!complete)
                    {
                        return false;
                    }

                    length = data.Length - at;
                }

                if (length > FieldLimit)
                {
                    SkipLine("a field is longer than 65,536 bytes");
                    return true;
                }

                AddField(at, length, false);
                at += length;
                if (at >= data.Length || data[at] == NewLine)
                {
                    break;
                }
            }

            at++;
        }

        _position = Math.Min(at + 1, _filled);
        _nextLine += lines;
        return true;
    }

    private (QuoteState State, int Close, bool Escaped) CloseQuote(ReadOnlySpan<byte> data, int from, bool complete)
    {
        var escaped = false;
        var at = from;
        while (true)
        {
            var found = at < data.Length ? data[at..].IndexOf(Quote) : -1;
            if (found < 0)
            {
                return complete || data.Length - from > FieldLimit ? (QuoteState.Broken, complete ? from : data.Length, escaped) : (QuoteState.NeedsMore, 0, escaped);
            }

            at += found;
            if (at - from > FieldLimit)
            {
                return (QuoteState.Broken, at, escaped);
            }

            if (at + 2 >= data.Length && !complete)
            {
                return (QuoteState.NeedsMore, 0, escaped);
            }

            if (at + 1 < data.Length && data[at + 1] == Quote)
            {
                escaped = true;
                at += 2;
                continue;
            }

            var after = at + 1 < data.Length ? data[at + 1] : NewLine;
            var ends = after == _delimiter || after == NewLine || (after == Return && (at + 2 >= data.Length || data[at + 2] == NewLine));
            return (ends ? QuoteState.Closed : QuoteState.Broken, at, escaped);
        }
    }

    private void AddField(int start, int length, bool escaped)
    {
        if (FieldCount == _fields.Length)
        {
            Array.Resize(ref _fields, FieldCount * 2);
        }

        _fields[FieldCount++] = (start, length, escaped);
    }

    private void SkipLine(string? problem)
    {
        FieldCount = 0;
        Problem = problem;
        while (true)
        {
            var length = _buffer.AsSpan(_position, _filled - _position).IndexOf(NewLine);
            if (length >= 0)
            {
                _position += length + 1;
                break;
            }

            // What was looked at is given up, so that a line of any length passes through the buffer.
            _position = _filled;
            if (!Fill(_position))
            {
                break;
            }
        }

        _record = Math.Min(_record, _position);
        _nextLine++;
    }

    /// <summary>Gets more bytes, keeping those from <paramref name="keep"/> on; false at the end, or when the buffer may not grow any more.</summary>
    private bool Fill(int keep)
    {
        if (_offset >= _end)
        {
            return false;
        }

        if (keep > 0)
        {
            _buffer.AsSpan(keep, _filled - keep).CopyTo(_buffer);
            _filled -= keep;
            _position -= keep;
            _record = 0;
        }
        else if (_filled == _buffer.Length)
        {
            if (_buffer.Length >= 1 << 20)
            {
                return false;
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var wanted = (int)Math.Min(_buffer.Length - _filled, _end - _offset);
        var read = _source.Read(_buffer.AsSpan(_filled, wanted), _offset);
        _filled += read;
        _offset = read == 0 ? _end : _offset + read;
        return read > 0;
    }

    private enum QuoteState
    {
        Closed,
        NeedsMore,
        Broken,
    }
}
