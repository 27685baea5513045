namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>What a token stands for (token page, parameter <c>type</c>).</summary>
public enum TokenType
{
    /// <summary>One tenant.</summary>
    Tenant,

    /// <summary>A partner, who looks after several tenants.</summary>
    Partner,
}
