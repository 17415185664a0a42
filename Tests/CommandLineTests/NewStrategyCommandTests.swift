import Foundation
import TestSupport
import Testing

/// `balbench new-strategy` on a copy of the manifest and the folder of strategies.
@Suite final class NewStrategyCommandTests {
  private let folder: String
  private let manifest: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(
      atPath: "\(folder)/clone/deep/inside", withIntermediateDirectories: true)
    for part in ["Package.swift", "strategies"] {
      try FileManager.default.copyItem(
        atPath: PackageRoot.folder.appending(path: part).path, toPath: "\(folder)/clone/\(part)")
    }
    manifest = try String(contentsOfFile: "\(folder)/clone/Package.swift", encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func run(_ arguments: String..., from: String = "clone") throws -> CommandLineRun {
    try CommandLineRun(["new-strategy"] + arguments, folder: "\(folder)/\(from)")
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(folder)/clone/\(path)", encoding: .utf8)
  }

  /// Everything in the clone but what a run of the command line leaves there, with its text.
  private func contents() throws -> [String: String] {
    var contents: [String: String] = [:]
    let paths = try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/clone")
    for path in paths where !["output.txt", "errors.txt"].contains(path) {
      contents[path] = (try? text(path)) ?? "folder"
    }
    return contents
  }

  @Test(arguments: ["clone", "clone/deep/inside"])
  func aNameMakesEveryFileAndOneWord(from: String) throws {
    let run = try run("my-2nd-idea", from: from)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    let files = [
      "strategies/My2ndIdea/Strategy.swift", "strategies/My2ndIdea/Options.swift",
      "strategies/My2ndIdea/README.md",
      "Tests/StrategyContractTests/Strategies/My2ndIdeaTests.swift",
      "experiments/my-2nd-idea.yaml",
    ]
    for file in files {
      #expect(run.output.contains("made \(file)\n"))
      #expect(try text(file).contains("my-2nd-idea"))
      #expect(try text(file).hasSuffix("\n"))
    }
    for command in ["make build", "balbench run experiments/my-2nd-idea.yaml", "swift test"] {
      #expect(run.output.contains(command))
    }
    // One line more, in its place by the alphabet, and nothing else.
    let old = manifest.split(separator: "\n", omittingEmptySubsequences: false)
    let new = try text("Package.swift").split(separator: "\n", omittingEmptySubsequences: false)
    let position = try #require(new.firstIndex(of: "  \"My2ndIdea\","))
    #expect(new[..<position] + new[(position + 1)...] == old[...])
    #expect(new[position - 1] < new[position] && new[position] < new[position + 1])
  }

  @Test func theLastWordOfTheAlphabetStandsLast() throws {
    #expect(try run("zz").status == 0)
    #expect(try text("Package.swift").contains("  \"Zz\",\n]\n"))
  }

  @Test func linesStayWithinAHundredColumns() throws {
    let name = "a-name-as-long-as-a-name-may-ever-be-abc"
    #expect(try run(name).status == 0)
    for path in try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/clone")
    where path.hasSuffix(".swift") {
      #expect(try text(path).split(separator: "\n").allSatisfy { $0.count <= 100 }, "\(path)")
    }
  }

  @Test(arguments: [
    ("MyIdea", "is no kebab-case name"), ("my_idea", "is no kebab-case name"),
    ("my--idea", "is no kebab-case name"), ("2nd", "is no kebab-case name"),
    ("../idea", "is no kebab-case name"), ("", "is no kebab-case name"),
    ("refined", "there is a strategy 'refined' already"),
    ("process", "means something else"), ("external", "means something else"),
    ("a-name-that-is-longer-than-a-name-can-be-x", "longer than 40 characters"),
    // Another name of the folder AddressNarrowed.
    ("addressnarrowed", "holds \"AddressNarrowed\" already"),
  ])
  func aWrongNameIsRefusedAndNothingWritten(name: String, message: String) throws {
    let before = try contents()
    let run = try run(name)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(try contents() == before)
  }

  @Test func theSecondTimeIsRefused() throws {
    #expect(try run("untaken-idea").status == 0)
    let before = try contents()
    let again = try run("untaken-idea")
    #expect(again.status == 2)
    #expect(again.errors.contains("holds \"UntakenIdea\" already"))
    #expect(try contents() == before)
  }

  @Test(arguments: ["strategies/UntakenIdea", "experiments/untaken-idea.yaml"])
  func whatIsThereIsNotReplaced(path: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder)/clone/\(path)", withIntermediateDirectories: true)
    let before = try contents()
    let run = try run("untaken-idea")
    #expect(run.status == 2)
    #expect(run.errors.contains("\(path) exists already"))
    #expect(try contents() == before)
  }

  @Test func aFolderThatIsNoCloneIsNamed() throws {
    let run = try run("untaken-idea", "--package", folder, from: "clone")
    #expect(run.status == 2)
    #expect(run.errors.contains("no Package.swift with a list of strategies in \(folder)"))
  }
}
