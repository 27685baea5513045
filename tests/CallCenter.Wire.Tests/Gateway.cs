using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>A real gateway or proxy that is installed on this machine, with a configuration of its own, on a port of its own.</summary>
internal sealed class Gateway : IDisposable
{
    private static readonly string[] Folders = ["/usr/sbin", "/usr/local/sbin", "/usr/bin"];

    private readonly string _folder;
    private readonly Process _process;

    private Gateway(string program, Func<string, int, string> configuration, Func<string, string> arguments)
    {
        var path = PathOf(program);
        Assert.SkipWhen(path is null, program + " is not installed on this machine.");
        _folder = Directory.CreateTempSubdirectory().FullName;
        Port = FreePort();
        var file = Path.Combine(_folder, "gateway.conf");
        File.WriteAllText(file, configuration(_folder, Port));
        _process = Process.Start(new ProcessStartInfo(path!, arguments(file)) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        WaitUntilListening();
    }

    public int Port { get; }

    public Uri Uri => new($"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>nginx before a server.</summary>
    /// <param name="behind">The server.</param>
    /// <param name="zone">What stands beside the servers, such as a limit's zone.</param>
    /// <param name="location">What stands in the one location, such as the limit.</param>
    public static Gateway Nginx(Uri behind, string zone, string location) => new(
        "nginx",
        (folder, port) => $$"""
            daemon off;
            master_process off;
            pid {{folder}}/pid;
            error_log {{folder}}/error.log;
            events { worker_connections 512; }
            http {
                access_log off;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                {{zone}}
                server {
                    listen 127.0.0.1:{{port}};
                    location / { {{location}} proxy_pass {{behind.GetLeftPart(UriPartial.Authority)}}; proxy_http_version 1.1; }
                }
            }
            """,
        file => $"-c {file}");

    /// <summary>HAProxy before a server, which gets so many at once; as many wait for a moment, and the others are refused.</summary>
    public static Gateway HAProxy(Uri behind, int atOnce) => new(
        "haproxy",
        (_, port) => $"""
            defaults
                mode http
                timeout connect 5s
                timeout client 60s
                timeout server 60s
                timeout queue 5ms
            listen api
                bind 127.0.0.1:{port}
                server one {behind.Authority} maxconn {atOnce} maxqueue {atOnce}

            """,
        file => $"-f {file}");

    /// <summary>Squid, which wants one user name and one password.</summary>
    public static Gateway Squid(string user, string password) => new(
        "squid",
        (folder, port) =>
        {
            // Squid asks in a line with both, escaped as in an address.
            var helper = Path.Combine(folder, "helper.sh");
            File.WriteAllText(helper, $$"""
                while read -r line; do
                    if [ "$line" = '{{Uri.EscapeDataString(user)}} {{Uri.EscapeDataString(password)}}' ]; then echo OK; else echo ERR; fi
                done

                """);

            // Started by root, it goes on as a user who may read this.
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
                File.SetUnixFileMode(helper, (UnixFileMode)0b110_100_100);
            }

            return $"""
                http_port 127.0.0.1:{port}
                pid_filename none
                access_log none
                cache_log /dev/null
                cache_store_log none
                coredump_dir {folder}
                netdb_filename none
                shutdown_lifetime 0 seconds
                auth_param basic program /bin/sh {helper}
                auth_param basic children 1
                auth_param basic realm proxy
                auth_param basic casesensitive on
                acl known proxy_auth REQUIRED
                http_access allow known
                http_access deny all
                cache deny all

                """;
        },
        file => $"-N -f {file}");

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? PathOf(string program) => Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void WaitUntilListening()
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (clock.Elapsed < Wire.Patience && !_process.HasExited)
            {
                System.Threading.Thread.Sleep(20);
            }
        }
    }
}
