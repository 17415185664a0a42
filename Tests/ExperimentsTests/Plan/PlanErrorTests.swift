import Experiments
import Testing

/// The texts that users see; whoever changes one looks at it here first.
@Suite struct PlanErrorTests {
  @Test func everyProblemIsReportedAtOnce() {
    let text = """
      schema: 1
      name: quick start
      blockSets:
        - name: mixed
          generate: {seed: 7, blocks: 0, transactions: many, mix: {transfer: 40, tokn: 1}}
        - name: mixed
          path: [a]
      strategys: [sequential]
      tiers: [refind, heuristic]
      execution:
        wokers: [1, 2]
        repeats: 0
        checks: [gas, reciepts]
      schema: 2
      """
    #expect(
      PlanText.errors(text) == """
        plan.yaml:2:7: error: 'name' is used in file names: 1 to 64 letters, digits, '-', '_' and \
        '.', not starting with '.'
            name: quick start
                  ^~~~~~~~~~~
        plan.yaml:5:33: error: 'blocks' is 0; use 1 to 1000000
                generate: {seed: 7, blocks: 0, transactions: many, mix: {transfer: 40, tokn: 1}}
                                            ^
        plan.yaml:5:50: error: expected an integer, found the string 'many'
                generate: {seed: 7, blocks: 0, transactions: many, mix: {transfer: 40, tokn: 1}}
                                                             ^~~~
        plan.yaml:5:76: error: unknown key 'tokn' in 'mix'
                generate: {seed: 7, blocks: 0, transactions: many, mix: {transfer: 40, tokn: 1}}
                                                                                       ^~~~ did you mean 'token'?
        plan.yaml:7:11: error: expected a string, found a list
                path: [a]
                      ^
        plan.yaml:8:1: error: unknown key 'strategys' in 'experiment'
            strategys: [sequential]
            ^~~~~~~~~ did you mean 'strategies'?
        plan.yaml:9:9: error: unknown strategy 'refind'
            tiers: [refind, heuristic]
                    ^~~~~~ did you mean 'refined'?
        plan.yaml:11:3: error: unknown key 'wokers' in 'execution'
              wokers: [1, 2]
              ^~~~~~ did you mean 'workers'?
        plan.yaml:12:12: error: 'repeats' is 0; use 1 to 1000
              repeats: 0
                       ^
        plan.yaml:13:17: error: 'reciepts' is none of gas, receipts, requests, blockAccessList, stateRoot
              checks: [gas, reciepts]
                            ^~~~~~~~ did you mean 'receipts'?
        plan.yaml:14:1: error: duplicate key 'schema'; it is first on line 1
            schema: 2
            ^~~~~~
        """)
  }

  @Test func optionsHavePositionsToo() {
    let text = PlanText.small.replacing(
      "[sequential, heuristic]",
      with: """

          - attributed-reads: {attribution: al}
          - attributed-reads: {atribution: all}
          - heuristic: {depth: 3}
          - refined: {mode: observed, mood: x}
          - sequential: 5
        """)
    #expect(
      PlanText.errors(text) == """
        plan.yaml:7:37: error: 'al' is none of first-access, read-only-slots, changed-slots, all
              - attributed-reads: {attribution: al}
                                                ^~ did you mean 'all'?
        plan.yaml:8:24: error: unknown key 'atribution' in 'attributed-reads'
              - attributed-reads: {atribution: all}
                                   ^~~~~~~~~~ did you mean 'attribution'?
        plan.yaml:9:24: error: unknown option 'depth': this strategy takes no options
              - heuristic: {depth: 3}
                                   ^
        plan.yaml:10:31: error: unknown key 'mood' in 'refined'
              - refined: {mode: observed, mood: x}
                                          ^~~~ known keys: mode, attempts
        plan.yaml:11:17: error: expected the options of 'sequential' as a mapping, found the integer 5
              - sequential: 5
                            ^
        """)
  }

  @Test(arguments: [
    ("schema: 1", "schema: 2", "this program reads schema 1, not 2"),
    ("schema: 1\n", "", "'experiment' lacks the key 'schema'"),
    ("name: small", "name:", "'name' has no value"),
    ("name: small", "name: ../up", "'name' is used in file names"),
    ("name: small", "name: 5", "expected a string, found the integer 5"),
    ("[sequential, heuristic]", "[]", "'strategies' is empty; it needs at least one item"),
    ("[sequential, heuristic]", "heuristic", "expected a list for 'strategies', found"),
    ("[sequential, heuristic]", "[heuristic, heuristic]", "'heuristic' is listed twice"),
    ("[sequential, heuristic]", "[[heuristic]]", "expected a strategy's name, found a list"),
    ("[sequential, heuristic]", "[{heuristic: , sequential: }]", "found 2 keys"),
    ("[sequential, heuristic]", "[hueristic]", "unknown strategy 'hueristic'"),
    ("generate: ", "path: x\n    generate: ", "has 'generate' or 'path', not both"),
    ("generate: {", "limit: 3\n    generate: {", "'limit' selects blocks of files"),
    ("mix: {transfer: 1}", "mix: {transfer: 0}", "every weight of the mix is 0"),
    ("mix: {transfer: 1}", "mix: {transfer: -1}", "'transfer' is -1; use 0 to 1000000"),
    ("seed: 7", "seed: 7, oracleConflictsPercent: 101", "'oracleConflictsPercent' is 101; use 0"),
    ("seed: 7, ", "", "'generate' lacks the key 'seed'"),
    ("seed: 7", "seed: -7", "-7 is out of range; use 0 to 18446744073709551615"),
    ("blocks: 2", "blocks: 2, blocks: 3", "duplicate key 'blocks'; it is first on line 5"),
  ])
  func singleProblems(old: String, new: String, message: String) throws {
    let text = PlanText.small.replacing(old, with: new, maxReplacements: 1)
    #expect(text != PlanText.small)
    let errors = PlanText.errors(text)
    #expect(errors.contains(message), "\(errors)")
    #expect(errors.split(separator: "\n").count { $0.contains(": error: ") } == 1, "\(errors)")
  }

  @Test(arguments: [
    ("tiers: [refined]", "the last tier must be 'sequential': only it is right for every valid"),
    ("tiers: [sequential, refined, sequential]", "the tiers after 'sequential' are never reached"),
    ("tiers: []", "'tiers' is empty; it needs at least one item"),
    ("execution: {workers: 0}", "'workers' is 0; use 1 to 256"),
    ("execution: {workers: [1, 1]}", "'workers' has this value twice"),
    ("execution: {workers: [1, 257]}", "'workers' is 257; use 1 to 256"),
    ("execution: {repeats: 1001}", "'repeats' is 1001; use 1 to 1000"),
    ("execution: {checks: []}", "'checks' is empty; it needs at least one item"),
    ("execution: {gasCheckBeforeMerkle: yes}", "expected true or false, found the string 'yes'"),
    ("execution: {store: lmbd}", "'lmbd' is none of memory, lmdb, latency"),
    ("execution: {store: {lmbd: {}}}", "^~~~ did you mean 'lmdb'?"),
    ("execution: {store: [memory, memory]}", "'store' has this value twice"),
    ("execution: {store: []}", "'store' is empty; it needs at least one item"),
    ("execution: {store: 7}", "expected a store's name, found"),
    ("execution: {store: [{memory: , lmdb: }]}", "one store with its options, found 2 keys"),
    ("execution: {store: {memory: {path: x}}}", "unknown key 'path' in 'memory'"),
    ("execution: {store: {lmdb: {pth: x}}}", "did you mean 'path'?"),
    ("execution: {store: {lmdb: {path: ''}}}", "this is no path"),
    ("execution: {store: latency}", "'latency' lacks the key 'coldRead_us'"),
    ("execution: {store: {latency: {coldRead: 8}}}", "did you mean 'coldRead_us'?"),
    ("execution: {store: {latency: {coldRead_us: 0}}}", "'coldRead_us' is 0; use 1 to 1000000"),
    (
      "execution: {store: {latency: {coldRead_us: 8, parallelReads: 0}}}",
      "'parallelReads' is 0; use 1 to 1024"
    ),
    (
      "execution: {store: {latency: {coldRead_us: 8, over: {latency: {coldRead_us: 1}}}}}",
      "'latency' is none of memory, lmdb"
    ),
    ("execution: [1]", "expected the keys and values of 'execution', found a list"),
    ("seed: 1.5", "expected an integer, found the number 1.5"),
  ])
  func problemsOfOptionalKeys(line: String, message: String) {
    let errors = PlanText.errors(PlanText.small + line + "\n")
    #expect(errors.contains(message), "\(errors)")
    #expect(errors.split(separator: "\n").count { $0.contains(": error: ") } == 1, "\(errors)")
  }

  @Test(arguments: [
    ("recipe: mint-rsh", "unknown recipe 'mint-rsh'"),
    ("recipe: x", "known recipes: devnet-like, mainnet-like, defi-storm"),
    ("recipe: mint-rush, mix: {mnt: 3}", "unknown key 'mnt' in 'mix'"),
    (
      "recipe: mint-rush, mix: {mint: 0, transfer: 0, token: 0, walletCall: 0, revert: 0,"
        + " outOfGas: 0}", "every weight of the mix is 0"
    ),
    ("recipe: mint-rush, callDepth: 33", "'callDepth' is 33; use 1 to 32"),
    ("recipe: mint-rush, routeHops: 0", "'routeHops' is 0; use 1 to 4"),
    ("recipe: mint-rush, computeGas: 1", "'computeGas' is 1; use 50000 to 15000000"),
    ("recipe: mint-rush, transactions: 10001", "'transactions' is 10001; use 1 to 10000"),
    ("recipe: mint-rush, blockGasLimit: 1000000001", "use 5000000 to 1000000000"),
    (
      "recipe: mint-rush, computeGas: 9000000, blockGasLimit: 5000000, mix: {compute: 1}",
      "'blockGasLimit' is 5000000, and one transaction of the mix needs 9940000"
    ),
    ("recipe: mint-rush, blockGasLimit: 5000000, blockGasUsePercent: 96", "use 1 to 95"),
    (
      "recipe: mint-rush, blockGasUsePercent: 90",
      "'blockGasUsePercent' is a share of 'blockGasLimit', which is not given"
    ),
    ("recipe: mint-rush, blocks: 101, blockGasLimit: 5000000", "use at most 100 blocks"),
    ("recipe: mint-rush, accountSkew: 11", "'accountSkew' is 11.0; use 0.0 to 10.0"),
  ])
  func problemsOfRecipes(generate: String, message: String) {
    let text = PlanText.small.replacing(
      "{seed: 7, blocks: 2, transactions: 10, mix: {transfer: 1}}", with: "{\(generate)}")
    let errors = PlanText.errors(text)
    #expect(errors.contains(message), "\(errors)")
    #expect(errors.split(separator: "\n").count { $0.contains(": error: ") } == 1, "\(errors)")
    #expect(errors.hasPrefix("plan.yaml:5:"), "\(errors)")
  }

  @Test func problemsOfReferenceFiguresAreReportedAtOnce() {
    let text =
      PlanText.small + """
        compareWith:
          source: 5
          blockSet: sett
          strategy: refined
          figures: {blocks: many, tier0Blcks: 1, execMs: [3, 1], groupsMs: [1, 2, 3], sendMs: -1}
          unit: ms
        """
    #expect(
      PlanText.errors(text) == """
        plan.yaml:8:11: error: expected a string, found the integer 5
              source: 5
                      ^
        plan.yaml:9:13: error: the experiment has no block set 'sett'
              blockSet: sett
                        ^~~~ did you mean 'set'?
        plan.yaml:10:13: error: the experiment has no strategy 'refined'
              strategy: refined
                        ^~~~~~~ there are: sequential, heuristic
        plan.yaml:11:21: error: expected a number, found the string 'many'
              figures: {blocks: many, tier0Blcks: 1, execMs: [3, 1], groupsMs: [1, 2, 3], sendMs: -1}
                                ^~~~
        plan.yaml:11:27: error: unknown key 'tier0Blcks' in 'figures'
              figures: {blocks: many, tier0Blcks: 1, execMs: [3, 1], groupsMs: [1, 2, 3], sendMs: -1}
                                      ^~~~~~~~~~ did you mean 'tier0Blocks'?
        plan.yaml:11:50: error: the range of 'execMs' ends before it starts
              figures: {blocks: many, tier0Blcks: 1, execMs: [3, 1], groupsMs: [1, 2, 3], sendMs: -1}
                                                             ^
        plan.yaml:11:68: error: a figure is a number, or a range [low, high]
              figures: {blocks: many, tier0Blcks: 1, execMs: [3, 1], groupsMs: [1, 2, 3], sendMs: -1}
                                                                               ^
        plan.yaml:11:87: error: 'sendMs' is -1.0; use 0.0 to 1.7976931348623157e+308
              figures: {blocks: many, tier0Blcks: 1, execMs: [3, 1], groupsMs: [1, 2, 3], sendMs: -1}
                                                                                                  ^~
        plan.yaml:12:3: error: unknown key 'unit' in 'compareWith'
              unit: ms
              ^~~~ known keys: source, blockSet, strategy, figures
        """)
  }

  @Test func longLinesAreCutAroundTheCaret() {
    let padding = String(repeating: "x", count: 300)
    let errors = PlanText.errors(
      PlanText.small + "question: \(padding)\nexecution: {checks: [\(padding), gas, rceipts]}\n")
    let lines = errors.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count < 500 })
    #expect(lines.contains { $0.hasSuffix("^~~~~~~ did you mean 'receipts'?") }, "\(errors)")
  }

  @Test func escapeSequencesDoNotReachTheTerminal() {
    let errors = PlanText.errors(PlanText.small + "\"\\e[31m\": 1\n\"\u{202e}x\": 2\n")
    #expect(errors.contains("unknown key"))
    #expect(!errors.unicodeScalars.contains("\u{1b}"))
    #expect(!errors.unicodeScalars.contains("\u{202e}"))
  }

  @Test func aFileThatIsNoTextIsRefused() {
    #expect(throws: ExperimentFileError.self) {
      try PlanReader().plan(bytes: [0xff, 0xfe, 0x00], name: "x", folder: "/")
    }
    #expect(throws: ExperimentFileError.self) { try PlanReader().plan(file: "/nonexistent.yaml") }
    #expect(throws: ExperimentFileError.self) { try PlanReader().plan(file: "/tmp") }
  }

  @Test func thousandsOfProblemsAreCutShort() {
    let text = PlanText.small + (0..<1_000).map { "k\($0): 1\n" }.joined()
    let errors = PlanText.errors(text)
    #expect(errors.hasSuffix("plan.yaml: 950 more errors are not shown"))
  }
}
