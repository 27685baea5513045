using System;

namespace CallCenter.Core.Runs;

/// <summary>One line of a file.</summary>
/// <param name="Number">Its number, counted from 1.</param>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="Content">Its bytes without the line feed, valid until the next line is read; empty when it is too long for a record.</param>
/// <param name="IsTooLong">Whether it is too long for a record.</param>
/// <param name="IsEnded">Whether a line feed ends it.</param>
internal readonly record struct JournalLine(long Number, long Start, ReadOnlyMemory<byte> Content, bool IsTooLong, bool IsEnded);
