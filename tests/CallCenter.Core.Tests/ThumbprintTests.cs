using CallCenter.Core.Http;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class ThumbprintTests
{
    private const string Sha1 = "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709";

    [Theory]
    [InlineData(Sha1)]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("da:39:a3:ee:5e:6b:4b:0d:32:55:bf:ef:95:60:18:90:af:d8:07:09")]
    [InlineData(" da 39 a3 ee 5e 6b 4b 0d 32 55 bf ef 95 60 18 90 af d8 07 09\r\n")]
    [InlineData("\u200eDA39A3EE5E6B4B0D3255BFEF95601890AFD80709")]
    [InlineData("DA-39-A3-EE-5E-6B-4B-0D-32-55-BF-EF-95-60-18-90-AF-D8-07-09")]
    public void It_is_read_however_it_is_written(string written)
    {
        Assert.True(Thumbprint.IsValid(written));
        Assert.Equal(Sha1, Thumbprint.Normalize(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("DA39A3EE5E6B4B0D3255BFEF95601890AFD8070")]
    [InlineData("DA39A3EE5E6B4B0D3255BFEF95601890AFD80709A")]
    [InlineData("XA39A3EE5E6B4B0D3255BFEF95601890AFD80709")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e")]
    public void What_is_neither_SHA_1_nor_SHA_256_is_none(string written)
    {
        Assert.False(Thumbprint.IsValid(written));
    }

    [Fact]
    public void SHA_256_is_one_too()
    {
        Assert.True(Thumbprint.IsValid(new string('a', 64)));
    }
}
