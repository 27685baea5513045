using System;
using System.Security.Cryptography;

namespace CallCenter.Core.Text;

/// <summary>Random bytes of the operating system, fetched for many at once, since each call takes longer than its bytes. Safe to use from many threads.</summary>
internal static class RandomBytes
{
    private static readonly RandomNumberGenerator Source = RandomNumberGenerator.Create();
    private static readonly object Gate = new();
    private static readonly byte[] Fetched = new byte[1024];
    private static int _used = Fetched.Length;

    /// <summary>Fills an array, which must not be longer than what is fetched at once.</summary>
    public static void Fill(byte[] bytes)
    {
        lock (Gate)
        {
            if (bytes.Length > Fetched.Length - _used)
            {
                Source.GetBytes(Fetched);
                _used = 0;
            }

            // What was handed out must not be found here later.
            Array.Copy(Fetched, _used, bytes, 0, bytes.Length);
            Array.Clear(Fetched, _used, bytes.Length);
            _used += bytes.Length;
        }
    }
}
