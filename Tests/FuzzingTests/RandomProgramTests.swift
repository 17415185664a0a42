import EVM
import EthereumTypes
import Fuzzing
import Testing

/// Random programs do the same in blocks as opcode by opcode.
@Suite struct RandomProgramTests {
  @Test(arguments: Fork.allCases) func agreeStepByStep(fork: Fork) {
    let report = FuzzRun(seed: 1_000, programCount: 700, forks: [fork]).run()
    #expect(report.failures.isEmpty, "\(report.failures.map { ($0.seed, $0.difference) })")
    #expect(report.programCount == 700)
    #expect(report.runCount > 2_000)
    #expect(report.unexecutedOpcodes(of: fork).isEmpty)
  }

  /// The programs are worth running: every kind of ending occurs, and none too seldom.
  @Test func reachEveryEnding() {
    let report = FuzzRun(seed: 5, programCount: 6_000).run()
    let endings = [
      "success", "revert", "outOfGas", "stackUnderflow", "stackOverflow", "invalidJump",
      "invalidOpcode", "codeTooLarge", "reservedCode", "returnDataOutOfBounds",
    ]
    for ending in endings { #expect(report.endings[ending, default: 0] > 0, "\(ending)") }
    let successes = report.endings["success", default: 0]
    #expect(successes * 10 > report.runCount, "\(report.endings)")
    #expect(report.endings["fatal"] == nil)
  }

  /// What a seed makes does not depend on what was made before, nor on the other forks.
  @Test func followFromTheirSeed() {
    for seed in UInt64(0)..<50 {
      var first = ProgramGenerator(seed: seed, fork: .prague)
      var second = ProgramGenerator(seed: seed, fork: .prague)
      let (a, b) = (first.program(), second.program())
      #expect(a.codes == b.codes && a.accounts == b.accounts && a.gas == b.gas)
    }
    let all = FuzzRun(seed: 0, programCount: 44).run()
    let halves = [UInt64(0), 22].map { FuzzRun(seed: $0, programCount: 22).run() }
    #expect(all.opcodeCount == halves[0].opcodeCount + halves[1].opcodeCount)
    let jobs = FuzzRun(seed: 0, programCount: 300, jobs: 2).run()
    let one = FuzzRun(seed: 0, programCount: 300).run()
    #expect(jobs.opcodeCount == one.opcodeCount && jobs.endings == one.endings)
  }

  @Test func someReachTheDeepestCall() {
    var deepest = 0
    for seed in UInt64(0)..<1_500 where deepest < 1_025 {
      var generator = ProgramGenerator(seed: seed, fork: .cancun)
      let program = generator.program()
      guard program.gas > 1 << 29 else { continue }
      let record = ProgramComparison(fork: .cancun).run(program).record
      deepest = max(deepest, record.steps.map(\.depth).max() ?? 0)
    }
    #expect(deepest == 1_025)
  }
}
