using MongoDB.Bson;
using MongoDB.Driver;

namespace Omua.Storage.Mongo;

/// <summary>
/// The client and the collections. Each promise of the contract is kept by an atomic change of one document, so that nothing depends on transactions, which a
/// server that stands alone does not have. Writes are acknowledged by a majority, from its disks; reads see what a majority has.
/// </summary>
internal sealed class MongoStore : IDisposable
{
    private const int MaxTries = 50;
    private readonly MongoClient _client;

    private MongoStore(MongoClient client, IMongoDatabase database, string place)
    {
        (_client, Place) = (client, place);
        Runs = database.GetCollection<BsonDocument>("runs");
        Batches = database.GetCollection<BsonDocument>("batches");
        Points = database.GetCollection<BsonDocument>("points");
        Documents = database.GetCollection<BsonDocument>("documents");
        Chunks = database.GetCollection<BsonDocument>("chunks");
        Numbers = database.GetCollection<BsonDocument>("numbers");
    }

    /// <summary>Servers and database, without user and password.</summary>
    public string Place { get; }

    /// <summary>A document for each run: its head, its lease, its timers, and its latest batches.</summary>
    public IMongoCollection<BsonDocument> Runs { get; }

    /// <summary>The older batches of all runs.</summary>
    public IMongoCollection<BsonDocument> Batches { get; }

    /// <summary>A document for each point.</summary>
    public IMongoCollection<BsonDocument> Points { get; }

    /// <summary>A document for each document, and for a while for one that is gone.</summary>
    public IMongoCollection<BsonDocument> Documents { get; }

    /// <summary>The parts of what is too large for one document.</summary>
    public IMongoCollection<BsonDocument> Chunks { get; }

    /// <summary>Counters, the schema's version, and which writes of points are under way.</summary>
    public IMongoCollection<BsonDocument> Numbers { get; }

    public static async Task<MongoStore> OpenAsync(MongoOptions options, CancellationToken cancellationToken)
    {
        MongoClientSettings settings;
        try
        {
            settings = MongoClientSettings.FromConnectionString(options.ConnectionString);
        }
        catch (Exception exception) when (exception is MongoException or ArgumentException or FormatException)
        {
            // What the driver says may quote the string, and the password with it.
            throw new PluginConfigurationException([new OptionFault("connection_string", "is none that the MongoDB driver reads; write mongodb://USER:PASSWORD@HOST:27017")]);
        }

        settings.MaxConnectionPoolSize = options.MaxConnections;
        settings.ServerSelectionTimeout = options.Timeout;
        settings.ConnectTimeout = options.Timeout;
        settings.SocketTimeout = options.Timeout;
        settings.WaitQueueTimeout = options.Timeout;
        settings.ApplicationName ??= "omua";
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true);
        settings.ReadConcern = ReadConcern.Majority;
        settings.ReadPreference = ReadPreference.Primary;
        var client = new MongoClient(settings);
        var store = new MongoStore(client, client.GetDatabase(options.Database), $"{string.Join(',', settings.Servers)}/{options.Database}");
        try
        {
            await store.RunAsync(() => MongoSchema.MigrateAsync(store, cancellationToken), cancellationToken).ConfigureAwait(false);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Runs a call; what it fails with comes out in the contract's classes.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw MongoErrors.Translate(Place, exception);
        }
    }

    /// <summary>Runs a call that looks and then changes, until nobody has come in between; it gives null where somebody has.</summary>
    public Task<T> DecideAsync<T>(Func<Task<T?>> attempt, CancellationToken cancellationToken) where T : class => RunAsync(async () =>
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await attempt().ConfigureAwait(false) is { } outcome)
            {
                return outcome;
            }
        }

        throw new StorageException(StorageFailure.Unavailable, $"{Place}: others changed the same document {MaxTries} times in a row; try again.");
    }, cancellationToken);

    /// <summary>The documents of a pipeline.</summary>
    public static Task<List<BsonDocument>> AggregateAsync(IMongoCollection<BsonDocument> collection, CancellationToken cancellationToken, params BsonDocument[] stages) =>
        collection.Aggregate(PipelineDefinition<BsonDocument, BsonDocument>.Create(stages), cancellationToken: cancellationToken).ToListAsync(cancellationToken);

    /// <summary>The next number of a counter that never goes back, whatever is deleted.</summary>
    public async Task<long> NextAsync(string counter, CancellationToken cancellationToken) => (await Numbers.FindOneAndUpdateAsync<BsonDocument>(
        new BsonDocument("_id", counter), new BsonDocument("$inc", new BsonDocument("value", 1L)),
        new FindOneAndUpdateOptions<BsonDocument> { IsUpsert = true, ReturnDocument = ReturnDocument.After }, cancellationToken).ConfigureAwait(false))["value"].ToInt64();

    public void Dispose() => _client.Dispose();
}
