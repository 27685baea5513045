using System;
using System.Globalization;
using System.Linq;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Reliability.Runner;

// For the tests that kill it: <tenant's address> <token> <journal> <rows> <in flight>. 0: every row is done; 3: some are not.
if (args.Length != 5)
{
    await Console.Error.WriteLineAsync("Needs the tenant's address, a token, a journal, the number of rows, and how many are in flight.").ConfigureAwait(false);
    return 2;
}

using var tenant = TenantClient.WithToken(new Uri(args[0]), new Secret(args[1]), new ConnectionOptions { Timeout = TimeSpan.FromSeconds(30) });
var operations = AgentRun.Operations(int.Parse(args[3], CultureInfo.InvariantCulture), tenant);
var run = RecordingHost.Run(args[2], "New-CcAgent", operations, int.Parse(args[4], CultureInfo.InvariantCulture));
return run.Outcomes.All(outcome => outcome.Error is null) ? 0 : 3;
