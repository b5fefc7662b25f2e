namespace Omua.Analytics;

/// <summary>The kinds of rows beside performance, the most telling header first.</summary>
internal static class RecordFormats
{
    public const string Paths = "paths";
    public const string Touchpoints = "touchpoints";
    public const string Experiment = "experiment_units";
    public const string Events = "events";
    public const string Transactions = "transactions";
    public const string Survivors = "survivors";

    private static readonly string[] Users =
    [
        "userid", "user", "customerid", "customer", "cookieid", "cookie", "visitorid", "visitor", "clientid", "client", "uid", "deviceid", "appsflyerid", "adid", "memberid",
        "accountid", "subscriberid", "playerid", "userpseudoid", "anonymousid", "custid", "idcustomer",
    ];

    private static readonly string[] Times =
    [
        "timestamp", "time", "eventtime", "eventtimestamp", "datetime", "date", "touchtime", "touchedat", "interactiontime", "eventdate", "createdat", "orderdate", "purchasedate",
        "transactiondate", "invoicedate", "day", "orderedat", "purchasedat",
    ];

    private static readonly string[] Amounts =
    [
        "value", "amount", "revenue", "total", "sales", "price", "ordervalue", "purchasevalue", "purchaseamount", "totalamount", "totalprice", "dollarvalue", "spend", "monetary",
        "grossrevenue", "netrevenue", "ordertotal", "salesamount", "transactionvalue",
    ];

    private static readonly RecordRole[] Dimensions =
    [
        Text(RecordNames.Channel, "channel", "channelname", "acquisitionchannel", "source", "mediasource", "utmsource", "trafficsource"),
        Text("campaign", "campaign", "campaignname", "utmcampaign"), Text("country", "country", "countrycode", "geo"), Text("device", "device", "devicetype", "devicecategory"),
        Text("platform", "platform", "os"), Text("segment", "segment", "customersegment", "usersegment"), Text("plan", "plan"), Text("cohort", "cohort"),
        Text("gender", "gender"), Text("age", "age", "agegroup"), Text(RecordNames.Currency, "currency", "currencycode"),
    ];

    public static IReadOnlyList<RecordFormat> All { get; } =
    [
        new(Paths, "generic.paths",
            new RecordRole(RecordNames.Path, RecordCell.Path, "path", "journey", "conversionpath", "touchpath", "pathtoconversion") { IsRequired = true },
            Count(RecordNames.Conversions, "totalconversions", "conversions", "conversion", "converted", "conv") with { IsRequired = true },
            Count(RecordNames.Value, "totalconversionvalue", "conversionvalue", "value", "revenue", "totalrevenue"),
            Count(RecordNames.Nulls, "totalnull", "nulls", "null", "totalnulls", "nonconversions", "drops")),
        new(Touchpoints, "generic.touchpoints",
            Text(RecordNames.User, [.. Users, "journeyid", "pathid"]) with { IsRequired = true },
            Moment(RecordNames.Time) with { IsRequired = true },
            Text(RecordNames.Channel, "channel", "channelname", "touchpoint", "source", "mediasource", "utmsource", "trafficsource", "medium", "campaign") with { IsRequired = true },
            Count(RecordNames.Converted, "conversion", "converted", "isconversion", "conversions", "isconverted") with { IsRequired = true },
            Count(RecordNames.Value, ["conversionvalue", .. Amounts])),
        new(Experiment, "generic.experiment_units",
            Text(RecordNames.Arm, "variant", "variantname", "variation", "arm", "testgroup", "experimentgroup", "treatmentgroup", "abgroup", "version", "group", "treatment", "bucket", "condition") with { IsRequired = true },
            Text(RecordNames.Unit, [.. Users, "id", "unit", "unitid", "sessionid"]) with { IsRequired = true })
        {
            TakesTheRest = true,
        },
        new(Experiment, "generic.experiment_units",
            Text(RecordNames.Arm, "variant", "variantname", "variation", "testgroup", "experimentgroup", "treatmentgroup", "abgroup", "arm", "treatment") with { IsRequired = true })
        {
            TakesTheRest = true,
        },
        new(Events, "generic.events",
        [
            Text(RecordNames.User, Users) with { IsRequired = true },
            Text(RecordNames.Event, "event", "eventname", "eventtype", "action", "activity", "step", "stage", "eventaction") with { IsRequired = true },
            Moment(RecordNames.Time) with { IsRequired = true },
            Number(RecordNames.Value, Amounts), .. Dimensions,
        ]),
        new(Transactions, "generic.transactions",
        [
            Text(RecordNames.User, Users) with { IsRequired = true },
            Moment(RecordNames.Time) with { IsRequired = true },
            Number(RecordNames.Value, Amounts),
            Number(RecordNames.Quantity, "quantity", "qty", "units", "items", "numberofcds", "orderquantity"),
            Number(RecordNames.UnitPrice, "unitprice", "itemprice"), .. Dimensions,
        ])
        {
            Also = roles => roles.Contains(RecordNames.Value) || (roles.Contains(RecordNames.UnitPrice) && roles.Contains(RecordNames.Quantity)),
        },
        new(Survivors, "generic.survivors",
        [
            Count(RecordNames.Period, "period", "renewal", "tenure", "year", "month", "week", "t", "age") with { IsRequired = true },
            Count(RecordNames.Survivors, "survivors", "surviving", "alive", "active", "remaining", "retained") with { IsRequired = true },
            Text("segment", "segment", "cohort", "plan", "channel"),
        ]),
    ];

    /// <summary>The CDNOW files of Fader and Hardie: blanks between, no header; the sample carries the number of the customer in the sample beside the one in the master file.</summary>
    public static RecordFormat Cdnow { get; } = new(Transactions, "cdnow",
        Text(RecordNames.User, "customer") with { IsRequired = true }, Moment(RecordNames.Time, "date") with { IsRequired = true },
        Number(RecordNames.Quantity, "quantity"), Number(RecordNames.Value, "value"));

    private static RecordRole Text(string name, params string[] columns) => new(name, RecordCell.Text, columns);

    private static RecordRole Number(string name, params string[] columns) => new(name, RecordCell.Number, columns);

    private static RecordRole Count(string name, params string[] columns) => Number(name, columns) with { IsNeverNegative = true };

    private static RecordRole Moment(string name, params string[] columns) => new(name, RecordCell.Moment, columns is [] ? Times : columns);
}
