using System;
using System.Globalization;
using System.Net.Sockets;
using System.Threading;

namespace CallCenter.Simulator;

/// <summary>The simulator as a program.</summary>
internal static class Program
{
    private const string Usage = """
        Usage: CallCenter.Simulator [options]

        Both vendors on 127.0.0.1, until Ctrl+C.

          --tenant-port N           port of the tenant (default: any free one)
          --queue-port N            port of the phone system (default: any free one)
          --queue-key K             the phone system's WEBKEY (default: no authentication)
          --tls                     phone system over https, with a self-signed certificate
          --latency MS              milliseconds that every answer waits (default: 0)
          --effect-delay MS         milliseconds before a change takes effect (default: 0)
          --token-lifetime SECONDS  how long a token is valid (default: 86400)
          --help                    this text
        """;

    private static int Main(string[] args)
    {
        var options = new SimulatorOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--help")
            {
                Console.Out.WriteLine(Usage);
                return 0;
            }

            if (args[i] is "--tls")
            {
                options.UseTls = true;
                continue;
            }

            var name = args[i];
            var value = i + 1 < args.Length ? args[++i] : null;
            if (Refusal(options, name, value) is { } refusal)
            {
                Console.Error.WriteLine(refusal);
                Console.Error.WriteLine();
                Console.Error.WriteLine(Usage);
                return 2;
            }
        }

        try
        {
            using var simulator = new VendorSimulator(options);
            Describe(simulator, options);
            WaitForCtrlC();
            return 0;
        }
        catch (SocketException e)
        {
            Console.Error.WriteLine("Cannot listen on 127.0.0.1: " + e.Message);
            return 1;
        }
    }

    /// <summary>Takes an option with a value.</summary>
    /// <returns>Why it is refused; null when it was taken.</returns>
    private static string? Refusal(SimulatorOptions options, string name, string? value)
    {
        if (name is not ("--tenant-port" or "--queue-port" or "--queue-key" or "--latency" or "--effect-delay" or "--token-lifetime"))
        {
            return "Unknown option: " + name;
        }

        if (name is "--queue-key")
        {
            options.QueueKey = value;
            return string.IsNullOrEmpty(value) ? name + " needs a value." : null;
        }

        var max = name.EndsWith("-port", StringComparison.Ordinal) ? ushort.MaxValue : int.MaxValue;
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > max)
        {
            return $"{name} needs a whole number from 0 to {max.ToString(CultureInfo.InvariantCulture)}.";
        }

        switch (name)
        {
            case "--tenant-port": options.TenantPort = number; break;
            case "--queue-port": options.QueuePort = number; break;
            case "--latency": options.Latency = TimeSpan.FromMilliseconds(number); break;
            case "--effect-delay": options.EffectDelay = TimeSpan.FromMilliseconds(number); break;
            default: options.TokenLifetime = TimeSpan.FromSeconds(number); break;
        }

        return null;
    }

    private static void Describe(VendorSimulator simulator, SimulatorOptions options)
    {
        Console.Out.WriteLine($"""
            Tenant        {simulator.TenantUri}
              tokens      {simulator.TokenUri}
              appId       {simulator.AppId}
              appSecret   {simulator.AppSecret}
            Phone system  {simulator.QueueUri}
              queues      {string.Join(", ", options.Queues)}
              WEBKEY      {options.QueueKey ?? "none: authentication is off"}
              certificate {simulator.CertificateThumbprint ?? "none: plain http"}

            In PowerShell:

              $secret = ConvertTo-SecureString '{simulator.AppSecret}' -AsPlainText -Force
              $credential = [pscredential]::new('{simulator.AppId}', $secret)
              Connect-CcTenant -Uri {simulator.TenantUri} -TokenUri {simulator.TokenUri} -Credential $credential -QueueUri {simulator.QueueUri}

            Everything is kept in memory only. Ctrl+C stops it.
            """);
    }

    private static void WaitForCtrlC()
    {
        using var stop = new ManualResetEventSlim();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Set();
        };
        stop.Wait();
    }
}
