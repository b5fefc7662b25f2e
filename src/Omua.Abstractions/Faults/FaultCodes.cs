namespace Omua.Abstractions;

/// <summary>
/// Every stable code, in one place; <c>docs/errors.md</c> explains each. 1xx plugins, 2xx configuration, 3xx data, 4xx plans and runs, 5xx storage,
/// 6xx language models, 9xx the command line. A code that is given up is never used again.
/// </summary>
public static class FaultCodes
{
    // 1xx plugins

    /// <summary>A single-file plugin does not compile.</summary>
    public const string PluginDoesNotCompile = "OMUA101";

    /// <summary>A <c>#:</c> directive of a single-file plugin asks for something that this host does not do.</summary>
    public const string PluginDirectiveUnsupported = "OMUA102";

    /// <summary>A file or folder in a plugin place holds no plugin class.</summary>
    public const string PluginClassMissing = "OMUA103";

    /// <summary>A plugin has the name of one that was found before it.</summary>
    public const string PluginNameTaken = "OMUA104";

    /// <summary>A plugin needs a member of the contracts that this host does not have.</summary>
    public const string PluginContractMissing = "OMUA105";

    /// <summary>A plugin stands in a folder that is not trusted.</summary>
    public const string PluginUntrusted = "OMUA106";

    /// <summary>A plugin's assembly or class cannot be loaded.</summary>
    public const string PluginDoesNotLoad = "OMUA107";

    /// <summary>A plugin's constructor threw.</summary>
    public const string PluginConstructorFailed = "OMUA108";

    /// <summary>A constructor parameter of a plugin has no value.</summary>
    public const string PluginArgumentMissing = "OMUA109";

    /// <summary>A constructor argument of a plugin is unknown or has the wrong type.</summary>
    public const string PluginArgumentInvalid = "OMUA110";

    /// <summary>A plugin's configuration section does not fit its options.</summary>
    public const string PluginOptionsInvalid = "OMUA111";

    /// <summary>A plugin refused to start.</summary>
    public const string PluginInitializeFailed = "OMUA112";

    /// <summary>A plugin did not start in time.</summary>
    public const string PluginInitializeTimedOut = "OMUA113";

    /// <summary>A plugin's name, version or type is not what the contract asks for, or not what was listed.</summary>
    public const string PluginIdentityInvalid = "OMUA114";

    /// <summary>There is no plugin of that name and type.</summary>
    public const string PluginUnknown = "OMUA115";

    /// <summary>A call into a plugin threw.</summary>
    public const string PluginCallFailed = "OMUA116";

    /// <summary>A single-file plugin has to be compiled and this host has no compiler.</summary>
    public const string PluginCompilerMissing = "OMUA117";

    /// <summary>A configured plugin directory does not exist.</summary>
    public const string PluginDirectoryMissing = "OMUA118";

    /// <summary>A plugin is switched off in the configuration.</summary>
    public const string PluginDisabled = "OMUA119";

    /// <summary>A plugin's files cannot be read.</summary>
    public const string PluginUnreadable = "OMUA120";

    /// <summary>A <c>#:</c> directive of a source plugin is unknown or not well formed.</summary>
    public const string PluginDirectiveInvalid = "OMUA121";

    /// <summary>A package of a source plugin has not been restored.</summary>
    public const string PluginPackageMissing = "OMUA122";

    /// <summary>A package, or that version of it, is in none of the package sources.</summary>
    public const string PluginPackageUnknown = "OMUA123";

    /// <summary>Packages of a plugin contradict each other.</summary>
    public const string PluginPackageConflict = "OMUA124";

    /// <summary>A package has nothing that can be used on this framework or platform.</summary>
    public const string PluginPackageUnfit = "OMUA125";

    /// <summary>Packages could not be restored.</summary>
    public const string PluginRestoreFailed = "OMUA126";

    /// <summary>A source is empty, no text, or too large.</summary>
    public const string PluginSourceUnfit = "OMUA127";

    /// <summary>An assembly cannot be loaded by this host: native, 32-bit, or of another framework.</summary>
    public const string PluginAssemblyUnfit = "OMUA128";

    /// <summary>What the cache holds for a plugin is not what was put there.</summary>
    public const string PluginCacheChanged = "OMUA129";

    /// <summary>A plugin is not as the lock file records it, or is not recorded.</summary>
    public const string PluginLockDiffers = "OMUA130";

    /// <summary>A lock file cannot be read.</summary>
    public const string PluginLockUnreadable = "OMUA131";

    /// <summary>An archive holds what could harm when unpacked.</summary>
    public const string PluginArchiveRefused = "OMUA132";

    /// <summary>What is to be added is not there, or is no form of plugin.</summary>
    public const string PluginNotAddable = "OMUA133";

    /// <summary>What is to be added is there already.</summary>
    public const string PluginAlreadyThere = "OMUA134";

    /// <summary>A plugin cannot be removed: it ships with the product, or shares its file with others.</summary>
    public const string PluginNotRemovable = "OMUA135";

    /// <summary>A source plugin asks for newer contracts than this host provides.</summary>
    public const string PluginNeedsNewerHost = "OMUA136";

    /// <summary>A call into a plugin took longer than its limit.</summary>
    public const string PluginCallTimedOut = "OMUA140";

    /// <summary>A call into a plugin ignored that it was cancelled, and was abandoned. A crash.</summary>
    public const string PluginAbandoned = "OMUA141";

    /// <summary>A plugin returned what the contract does not allow: null, a negative count, not a number, JSON without an end.</summary>
    public const string PluginResultInvalid = "OMUA142";

    /// <summary>A plugin has as many calls under way as it may, and none ended in time.</summary>
    public const string PluginBusy = "OMUA143";

    /// <summary>A plugin failed many times in a row and is left alone for a while.</summary>
    public const string PluginResting = "OMUA144";

    /// <summary>A plugin crashed three times in five minutes and is not run until it changes or is reset.</summary>
    public const string PluginQuarantined = "OMUA145";

    /// <summary>A plugin threw where nobody could catch it; the process would have ended. A crash.</summary>
    public const string PluginCrashed = "OMUA146";

    /// <summary>A plugin's constructor did not return in time.</summary>
    public const string PluginConstructorTimedOut = "OMUA147";

    /// <summary>A plugin threw, or took too long, when it was shut down.</summary>
    public const string PluginShutdownFailed = "OMUA148";

    /// <summary>A plugin was unloaded and something still holds its code in memory.</summary>
    public const string PluginLeaked = "OMUA149";

    /// <summary>A plugin was called after its file was removed, or after the host had shut it down.</summary>
    public const string PluginGone = "OMUA150";

    /// <summary>Work that a plugin had started in the background threw.</summary>
    public const string PluginBackgroundFailed = "OMUA151";

    /// <summary>A plugin took the process down: a stack overflow, FailFast, Environment.Exit, a fault in native code. A crash.</summary>
    public const string PluginEndedProcess = "OMUA152";

    /// <summary>A process was taken down while several plugins ran, this one among them.</summary>
    public const string PluginSuspected = "OMUA153";

    /// <summary>A task of a plugin that nobody awaited threw.</summary>
    public const string PluginUnobserved = "OMUA154";

    /// <summary>No check of a conformance kit was chosen.</summary>
    public const string PluginTestEmpty = "OMUA170";

    /// <summary>A path that was to be tested holds several plugins.</summary>
    public const string PluginTestAmbiguous = "OMUA171";

    // 2xx configuration

    /// <summary>A configuration file is not there or cannot be read.</summary>
    public const string UnreadableConfiguration = "OMUA201";

    /// <summary>A configuration file is not valid YAML, or uses what is refused in it: anchors, aliases, tags, a key twice.</summary>
    public const string MalformedConfiguration = "OMUA202";

    /// <summary>A section or key of the configuration is unknown.</summary>
    public const string UnknownOption = "OMUA203";

    /// <summary>A value of the configuration cannot be read as what is wanted there.</summary>
    public const string OptionWrongType = "OMUA204";

    /// <summary>A value of the configuration is outside its range.</summary>
    public const string OptionOutOfRange = "OMUA205";

    /// <summary>A key that must be configured is missing.</summary>
    public const string OptionMissing = "OMUA206";

    /// <summary>A <c>${env:NAME}</c> or <c>${file:PATH}</c> leads nowhere.</summary>
    public const string MissingReference = "OMUA207";

    /// <summary>A section under <c>plugins:</c> belongs to no plugin that is there.</summary>
    public const string UnknownPluginSection = "OMUA208";

    /// <summary>A <c>${file:PATH}</c> leads to a file that everybody on the machine can read.</summary>
    public const string SecretFileExposed = "OMUA209";

    // 3xx data

    /// <summary>There is no file or folder at the path of the data.</summary>
    public const string DataNotFound = "OMUA301";

    /// <summary>A data file could not be opened or read.</summary>
    public const string DataUnreadable = "OMUA302";

    /// <summary>A data file holds nothing.</summary>
    public const string DataEmpty = "OMUA303";

    /// <summary>A data file has a header and no row below it.</summary>
    public const string DataWithoutRows = "OMUA304";

    /// <summary>A file is no export that is known.</summary>
    public const string NotAnExport = "OMUA305";

    /// <summary>A file was recognised and nothing in this version uses it.</summary>
    public const string ExportNotUsed = "OMUA306";

    /// <summary>Every row of a file was refused.</summary>
    public const string NoUsableRow = "OMUA307";

    /// <summary>Dates of a file can be read both as day/month and as month/day.</summary>
    public const string AmbiguousDates = "OMUA308";

    /// <summary>A dimension was asked for that the data does not have.</summary>
    public const string UnknownDimension = "OMUA309";

    /// <summary>Something was asked for by time, and the data carries no days, or days without a year.</summary>
    public const string NoDays = "OMUA310";

    /// <summary>A method was asked for that needs another kind of rows than the data holds.</summary>
    public const string NoDataForMethod = "OMUA311";

    /// <summary>A dataset was asked for by a name that none has.</summary>
    public const string UnknownDataset = "OMUA312";

    /// <summary>A file that says what columns mean cannot be used.</summary>
    public const string MappingUnreadable = "OMUA313";

    /// <summary>A file does not have the columns that its mapping reads.</summary>
    public const string MappingDoesNotFit = "OMUA314";

    /// <summary>A figure was asked for that needs more observations than there are.</summary>
    public const string TooFewObservations = "OMUA330";

    /// <summary>An input of a calculation is outside its range.</summary>
    public const string FigureOutOfRange = "OMUA331";

    /// <summary>A calculation rests on the variation of something that does not vary.</summary>
    public const string NoVariation = "OMUA332";

    /// <summary>A calculation needs a measure that the data does not carry.</summary>
    public const string MissingMeasure = "OMUA333";

    /// <summary>Amounts of several currencies met and none was chosen.</summary>
    public const string MixedCurrencies = "OMUA334";

    /// <summary>A calculation divides by a total that is zero.</summary>
    public const string ZeroTotal = "OMUA335";

    /// <summary>A numerical search did not settle on an answer.</summary>
    public const string NotSettled = "OMUA336";

    /// <summary>A comparison needs more arms than the rows have, or an arm that they do not have.</summary>
    public const string TooFewArms = "OMUA337";

    /// <summary>A file that should be a table over time has no column of times, or none of numbers.</summary>
    public const string NotATimeTable = "OMUA380";

    /// <summary>A column was asked for that a table does not have.</summary>
    public const string UnknownColumn = "OMUA381";

    /// <summary>A file of labelled windows cannot be read.</summary>
    public const string LabelsUnreadable = "OMUA382";

    /// <summary>Bounds, targets and budget of an allocation contradict each other.</summary>
    public const string AllocationInfeasible = "OMUA383";

    /// <summary>The data cannot tell two causes apart: their columns move together, or there are more columns than rows bear.</summary>
    public const string NotIdentified = "OMUA384";

    /// <summary>A panel of places over time lacks values, or places to compare with.</summary>
    public const string PanelIncomplete = "OMUA385";

    // 4xx plans and runs

    /// <summary>An agent could not plan; the others' tasks stand.</summary>
    public const string AgentCannotPlan = "OMUA401";

    /// <summary>A plan has more tasks than a run takes.</summary>
    public const string PlanTooLarge = "OMUA402";

    /// <summary>Two tasks of a plan have one id.</summary>
    public const string DuplicateTask = "OMUA403";

    /// <summary>Tasks of a plan wait for each other.</summary>
    public const string CyclicPlan = "OMUA404";

    /// <summary>A task has an id, timeout or retry count outside its range.</summary>
    public const string InvalidTask = "OMUA405";

    /// <summary>A task is for an agent that does not take part.</summary>
    public const string TaskWithoutAgent = "OMUA406";

    /// <summary>A task depends on one that is not in the plan.</summary>
    public const string UnknownDependency = "OMUA407";

    /// <summary>A journal was written in a format that this version does not read.</summary>
    public const string JournalFormat = "OMUA408";

    /// <summary>A run was asked for that the store does not have.</summary>
    public const string UnknownRun = "OMUA409";

    /// <summary>A run that has ended was to be resumed or cancelled.</summary>
    public const string RunIsOver = "OMUA410";

    /// <summary>Another process works on the run.</summary>
    public const string RunIsBusy = "OMUA411";

    /// <summary>A run was stored without what it was planned from, so that no other process can take it up.</summary>
    public const string RunWithoutInputs = "OMUA412";

    /// <summary>The data of a run is not what it was planned from.</summary>
    public const string RunDataChanged = "OMUA413";

    /// <summary>An agent of a run is here in another version than it was planned with.</summary>
    public const string RunAgentChanged = "OMUA414";

    /// <summary>A run stands otherwise than the verb needs it: created, interrupted.</summary>
    public const string RunInOtherState = "OMUA415";

    /// <summary>No task of the run waits for an answer.</summary>
    public const string NothingToAnswer = "OMUA416";

    /// <summary>More tasks of a plan wait for each other in a row than a run may have.</summary>
    public const string PlanTooDeep = "OMUA417";

    /// <summary>Nothing of the run, or of the task that was named, can be tried again.</summary>
    public const string NothingToRetry = "OMUA418";

    /// <summary>A file is not the export of a run, or is not as it was written.</summary>
    public const string ExportUnreadable = "OMUA419";

    /// <summary>The store already has a run of that id.</summary>
    public const string RunExists = "OMUA420";

    /// <summary>A schedule cannot be used: its expression, its time zone, its policy.</summary>
    public const string ScheduleInvalid = "OMUA421";

    /// <summary>There is no schedule of that name.</summary>
    public const string ScheduleUnknown = "OMUA422";

    /// <summary>No machine of the cluster has the agent of a task.</summary>
    public const string NoSiloHasAgent = "OMUA491";

    /// <summary>Every machine that has the agent lacks something else that the run needs.</summary>
    public const string NoSiloCanRun = "OMUA492";

    /// <summary>Two machines of a cluster have different plugins under one name.</summary>
    public const string SiloPluginsDiffer = "OMUA493";

    /// <summary>A machine could not join the cluster.</summary>
    public const string ClusterNotJoined = "OMUA494";

    /// <summary>The budget's currency is not the data's, or the data has several and none was chosen.</summary>
    public const string BudgetCurrency = "OMUA451";

    /// <summary>An agent was asked for that is not there.</summary>
    public const string UnknownAgent = "OMUA452";

    /// <summary>No agent found work to do in the data.</summary>
    public const string NothingPlanned = "OMUA453";

    /// <summary>A playbook cannot be read.</summary>
    public const string PlaybookUnreadable = "OMUA454";

    /// <summary>The report cannot be written where it should be.</summary>
    public const string ReportNotWritten = "OMUA455";

    /// <summary>Changes are to be applied that nobody approved.</summary>
    public const string NothingApproved = "OMUA481";

    /// <summary>An approval was used already.</summary>
    public const string ApprovalUsed = "OMUA482";

    /// <summary>A run has no such proposal.</summary>
    public const string ProposalUnknown = "OMUA483";

    /// <summary>A change breaks a guard: its kind, its currency, its step, or the data that it rests on.</summary>
    public const string ChangeRefused = "OMUA484";

    /// <summary>A cap leaves no room for a change.</summary>
    public const string ChangeCapped = "OMUA485";

    /// <summary>The data, the plan or the proposal is no longer what was approved, or too much time has passed.</summary>
    public const string ChangeStale = "OMUA486";

    /// <summary>A file of changes cannot be written where it should be.</summary>
    public const string ChangesNotWritten = "OMUA487";

    /// <summary>A change stands in no file that its platform imports.</summary>
    public const string ChangeLeftOut = "OMUA488";

    // 5xx storage

    /// <summary>The store did not open, read or write.</summary>
    public const string StoreFailed = "OMUA501";

    /// <summary>There is no run of that id.</summary>
    public const string RunUnknown = "OMUA502";

    /// <summary>The store offers no checks and copies of its own.</summary>
    public const string StoreWithoutMaintenance = "OMUA503";

    /// <summary>A restore was asked for and not confirmed.</summary>
    public const string RestoreNotConfirmed = "OMUA504";

    /// <summary>The store is damaged.</summary>
    public const string StoreDamaged = "OMUA505";

    /// <summary>A store that is to take a copy holds something that is not of it.</summary>
    public const string CopyTargetNotEmpty = "OMUA506";

    /// <summary>After a copy the two stores are not equal.</summary>
    public const string CopyDiffers = "OMUA507";

    /// <summary>A record of the audit chain was altered or cut.</summary>
    public const string AuditBroken = "OMUA508";

    /// <summary>What the store keeps encrypted cannot be read with the keys that are configured.</summary>
    public const string StoreKeyMissing = "OMUA509";

    // 6xx language models

    /// <summary>A call was replayed that the recording does not hold.</summary>
    public const string ReplayMiss = "OMUA601";

    /// <summary>A recording of calls cannot be read or written.</summary>
    public const string CassetteUnreadable = "OMUA602";

    /// <summary>A language model was asked for and no backend is configured.</summary>
    public const string NoLlmBackend = "OMUA603";

    /// <summary>A backend was named that is no LLM plugin that is here.</summary>
    public const string UnknownLlmBackend = "OMUA604";

    /// <summary>A connection check found something wrong.</summary>
    public const string LlmNotConnected = "OMUA605";

    /// <summary>The model's plan could not be used; the agents' own rules planned instead.</summary>
    public const string ModelPlanRefused = "OMUA606";

    /// <summary>The summary in prose could not be written; the run is complete without it.</summary>
    public const string NarrativeLeftOut = "OMUA607";

    /// <summary>A decision was asked for that nobody waits for.</summary>
    public const string UnknownApproval = "OMUA608";

    /// <summary>A request to a model is wrong.</summary>
    public const string LlmInvalidRequest = "OMUA610";

    /// <summary>The key of a provider is missing, refused or out of credit.</summary>
    public const string LlmUnauthorized = "OMUA611";

    /// <summary>The provider does not have the model.</summary>
    public const string LlmModelNotFound = "OMUA612";

    /// <summary>Too many requests or tokens for the provider, or for the limits that are configured.</summary>
    public const string LlmRateLimited = "OMUA613";

    /// <summary>The provider, the network or the plugin failed.</summary>
    public const string LlmUnavailable = "OMUA614";

    /// <summary>No answer came in time.</summary>
    public const string LlmTimeout = "OMUA615";

    /// <summary>The conversation is longer than the model takes.</summary>
    public const string LlmContextTooLong = "OMUA616";

    /// <summary>The provider withheld the answer.</summary>
    public const string LlmContentFiltered = "OMUA617";

    /// <summary>The answer was cut.</summary>
    public const string LlmIncomplete = "OMUA618";

    /// <summary>A budget for models does not allow the call, or the model has no price.</summary>
    public const string LlmBudgetExceeded = "OMUA619";

    /// <summary>The answer does not follow its schema.</summary>
    public const string LlmInvalidOutput = "OMUA620";

    /// <summary>The model went on calling tools beyond the limit.</summary>
    public const string LlmToolLimit = "OMUA621";

    // 9xx command line

    /// <summary>There is no verb of that name.</summary>
    public const string UnknownVerb = "OMUA901";

    /// <summary>An option or argument is unknown, missing or has a value that it cannot have.</summary>
    public const string WrongUsage = "OMUA902";

    /// <summary>The home folder cannot be written.</summary>
    public const string HomeNotWritable = "OMUA903";

    /// <summary>The disk of the home folder is nearly full.</summary>
    public const string DiskSpaceLow = "OMUA904";

    /// <summary>A file that would be written is there already.</summary>
    public const string FileExists = "OMUA905";

    /// <summary>No run was named, and there is not exactly one that could be meant.</summary>
    public const string NoSingleRun = "OMUA906";

    /// <summary>Something that the program did not foresee: a defect.</summary>
    public const string Unexpected = "OMUA999";
}
