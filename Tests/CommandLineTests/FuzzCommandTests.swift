import Foundation
import TestSupport
import Testing

/// `balbench fuzz` as scripts see it.
@Suite struct FuzzCommandTests {
  private func run(_ arguments: [String]) throws -> CommandLineRun {
    let own = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: own) }
    return try CommandLineRun(["fuzz", "evm"] + arguments, folder: own)
  }

  @Test func saysHowMuchWasRunAndThatNothingDiffers() throws {
    let run = try run(["--programs", "200", "--seed", "9", "--jobs", "2"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("200 programs, "))
    #expect(run.output.hasSuffix("\nno difference\n"))
    #expect(run.errors.hasSuffix("fuzz evm: 200 of 200 programs, 100 %\n"))
  }

  @Test func printsJSON() throws {
    let run = try run(["--programs", "70", "--fork", "cancun", "--fork", "Osaka", "--json"])
    #expect(run.status == 0)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(report["programs"] as? Int == 70)
    #expect((report["runs"] as? Int ?? 0) > 70 && (report["opcodes"] as? Int ?? 0) > 1_000)
    #expect((report["differences"] as? [Any])?.isEmpty == true)
    let endings = try #require(report["endings"] as? [String: Int])
    #expect(endings.values.reduce(0, +) == report["runs"] as? Int)
  }

  @Test func endsAtItsTimeLimit() throws {
    let run = try run(["--programs", "2000000000", "--time-limit", "0.2"])
    #expect(run.status == 0)
    #expect(run.output.hasSuffix("\nno difference\n"))
  }

  @Test(arguments: [
    ["--programs", "0"], ["--jobs", "0"], ["--fork", "Atlantis"], ["--time-limit", "0"],
    ["--time-limit", "nan"], ["--seed", "-1"], ["--seed", "x"], ["--frob"], ["extra"],
  ])
  func aWrongOptionExitsWithTwo(arguments: [String]) throws {
    let run = try run(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty && !run.errors.isEmpty)
  }
}
