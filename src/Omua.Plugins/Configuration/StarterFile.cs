namespace Omua.Plugins.Configuration;

/// <summary>The <c>omua.yaml</c> that <c>omua config init</c> writes. Everything in it is a comment or a default, so it changes nothing.</summary>
internal static class StarterFile
{
    public const string Text = """
        # OMUA configuration. Every line is optional; what is commented out shows the default.
        # Order: this file goes over <OMUA_HOME>/omua.yaml, and environment variables go over both:
        #   OMUA__ENGINE__MAX_PARALLEL=4 sets engine.max_parallel.
        # Secrets stay out of the file: ${env:NAME} takes a variable, ${file:PATH} the text of a file.
        # omua config validate checks it, omua config show prints what is in force.

        # Settings of plugins, one section for each plugin name (omua plugin list).
        plugins:
          # my_custom_agent:
          #   enabled: true
          #   api_key: ${env:MY_CUSTOM_AGENT_KEY}

        # Further folders to look for plugins in; a relative one starts at this file.
        plugin_directories: []

        storage:
          # backend: sqlite

        engine:
          # max_parallel: 8
          # task_timeout: 5m
          # retries: 2
          # retry_delay: 1s
          # retry_delay_max: 1m
          # failure_policy: skip_dependents   # or continue, fail_fast
          # agent_limits:                     # tasks at once for an agent, by its name
          #   paid_search: 2

        guard:                              # what a plugin may take; the same keys under plugins.NAME.guard for one
          # construct: 10s
          # initialize: 30s
          # call: 5m
          # shutdown: 10s
          # drain: 30s                        # calls under way when it is reloaded
          # grace: 5s                         # after a cancel, before the call is abandoned
          # max_parallel: 64
          # failures: 10                      # in a row, before it rests
          # rest: 30s

        # Language models: docs/llm.md explains each key. Without a backend nothing here has an effect.
        llm:
          # order: [anthropic, openai]        # default: every LLM plugin with a section above
          # currency: USD
          # prices:                           # for a million tokens
          #   some-model: { input: 0.15, output: 0.60 }
          # budget: { run: 0.50, day: 5 }
          # timeouts: { call: 5m, attempt: 2m, first_token: 60s, idle: 30s }

        run:
          # currency: EUR                     # of amounts whose export states none
          # seed: 1

        """;
}
