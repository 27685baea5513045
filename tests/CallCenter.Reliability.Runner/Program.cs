using System;
using System.Globalization;
using System.Linq;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Reliability.Runner;

// For the tests that kill it: <tenant's address> <token> <journal> <rows> <in flight> <timeout in seconds>. 0: every row is done; 3: some are not.
if (args.Length != 6)
{
    await Console.Error.WriteLineAsync("Needs the tenant's address, a token, a journal, the number of rows, how many are in flight, and a timeout.").ConfigureAwait(false);
    return 2;
}

var timeout = TimeSpan.FromSeconds(int.Parse(args[5], CultureInfo.InvariantCulture));
using var tenant = TenantClient.WithToken(new Uri(args[0]), new Secret(args[1]), new ConnectionOptions { Timeout = timeout, ConnectionTimeout = TimeSpan.FromSeconds(2) });
var operations = AgentRun.Operations(int.Parse(args[3], CultureInfo.InvariantCulture), tenant);
var run = RecordingHost.Run(args[2], "New-CcAgent", operations, int.Parse(args[4], CultureInfo.InvariantCulture));
return run.Outcomes.All(outcome => outcome.Error is null) ? 0 : 3;
