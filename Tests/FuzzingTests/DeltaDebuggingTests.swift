import Fuzzing
import Testing

@Suite struct DeltaDebuggingTests {
  @Test(arguments: [[7], [3, 4], [0, 99], [10, 20, 30, 40, 50], []] as [[Int]])
  func leavesWhatFailsTogether(culprits: [Int]) {
    var trials = 0
    let minimal = DeltaDebugging.minimize(Array(0..<100)) { candidate in
      trials += 1
      return Set(culprits).isSubset(of: candidate)
    }
    #expect(minimal == culprits)
    #expect(trials < 1_000)
  }

  /// Any two of three suffice: some pair is left, nothing can be left out.
  @Test func leavesOneOfSeveralMinima() {
    func fails(_ elements: [Int]) -> Bool { elements.filter { $0 % 10 == 0 }.count >= 2 }
    let minimal = DeltaDebugging.minimize(Array(1...35), fails: fails)
    #expect(minimal.count == 2 && fails(minimal))
  }
}
