namespace Omua.Testing.Tests.Faulty;

/// <summary>What a <see cref="FaultyAgent"/> does wrong.</summary>
public enum AgentFault
{
    /// <summary>Plans another id each time.</summary>
    PlansAtRandom,

    /// <summary>Gives two tasks one id.</summary>
    RepeatsIds,

    /// <summary>Plans tasks that wait for each other.</summary>
    PlansInCircles,

    /// <summary>Plans for an agent that does not take part.</summary>
    PlansForStrangers,

    /// <summary>Dates its result by the clock of the wall.</summary>
    ReadsTheClock,

    /// <summary>Writes into the task's parameters.</summary>
    ChangesTheTask,

    /// <summary>Returns a figure that is not a number.</summary>
    ReturnsNaN,

    /// <summary>Finds without evidence.</summary>
    LeavesOutEvidence,

    /// <summary>Counts its calls into the figures.</summary>
    CountsCalls,

    /// <summary>Breaks where a parameter is missing.</summary>
    BreaksWithoutParameters,

    /// <summary>Puts its key into the result.</summary>
    TellsItsKey,

    /// <summary>Throws when it is shut down a second time.</summary>
    EndsOnlyOnce,
}
