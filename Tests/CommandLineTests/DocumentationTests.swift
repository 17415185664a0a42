import Foundation
import TestSupport
import Testing

/// What every command owes to people who read about it and to shells.
@Suite final class DocumentationTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static func pages(in folder: String) throws -> [String] {
    ["balbench.1"]
      + (try FileManager.default.contentsOfDirectory(atPath: folder + "/commands"))
      .map { "commands/\($0)" }.sorted()
  }

  /// Fails, too, if a command has no example of itself or the parser does not understand one.
  @Test func pagesAreUpToDateAndExamplesAreUnderstood() throws {
    let run = try CommandLineRun("generate-docs", "docs", folder: folder)
    try #require(run.status == 0, "\(run.errors)")
    let committed = PackageRoot.folder.appending(path: "docs").path
    let pages = try Self.pages(in: folder + "/docs")
    #expect(try Self.pages(in: committed) == pages, "run `make docs`")
    #expect(pages.count > 15)
    for page in pages {
      #expect(
        FileManager.default.contentsEqual(
          atPath: "\(committed)/\(page)", andPath: "\(folder)/docs/\(page)"),
        "docs/\(page) is out of date: run `make docs`")
    }
  }

  @Test func everyCommandHasHelpWithExamples() throws {
    for (path, _) in try CommandTree.all() {
      let run = try CommandLineRun(path + ["--help"], folder: folder)
      #expect(run.status == 0, "\(path)")
      #expect(run.output.contains("EXAMPLES\n"), "\(path)")
      let call = (["balbench"] + path).joined(separator: " ")
      #expect(run.output.contains("\n  \(call)"), "\(path)")
      #expect(run.errors.isEmpty, "\(path)")
    }
  }

  @Test func everyCommandRefusesAWrongCommandLineOnStandardError() throws {
    for (path, _) in try CommandTree.all() {
      let run = try CommandLineRun(path + ["--no-such-option"], folder: folder)
      #expect(run.status == 2, "\(path)")
      #expect(run.output.isEmpty, "\(path)")
      #expect(run.errors.hasPrefix("Error: "), "\(path): \(run.errors)")
    }
  }

  /// A shell completes what is a file or a folder.
  @Test func filesAndFoldersAreCompleted() throws {
    let names: Set = ["DIR", "PATH", "FILE", "RUN", "PREFIX", "file", "files", "path", "runs"]
    var count = 0
    for (path, command) in try CommandTree.all() {
      for argument in command.arguments ?? [] where names.contains(argument.valueName ?? "") {
        count += 1
        let kinds = argument.completionKind?.keys.map { $0 } ?? []
        #expect(
          kinds.contains("file") || kinds.contains("directory"),
          "\(path) \(argument.valueName ?? "")")
      }
    }
    #expect(count > 30)
  }

  @Test func forksAreCompletedByTheirNames() throws {
    var count = 0
    for (path, command) in try CommandTree.all() {
      for argument in command.arguments ?? [] where ["F", "FORK"].contains(argument.valueName) {
        count += 1
        let values = argument.completionKind?["list"]?.values ?? []
        #expect(values.contains("Amsterdam"), "\(path)")
      }
    }
    #expect(count > 4)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func aScriptForEachShellIsPrinted(shell: String) throws {
    let run = try CommandLineRun("completions", shell, folder: folder)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    for word in ["conformance", "address-narrowed", "mint-rush", "Amsterdam", "block_runs"] {
      #expect(run.output.contains(word), "\(word)")
    }
    guard shell == "bash" else { return }
    try run.output.write(toFile: folder + "/c", atomically: true, encoding: .utf8)
    let check = Process()
    check.executableURL = URL(filePath: "/bin/bash")
    check.arguments = ["-n", folder + "/c"]
    try check.run()
    check.waitUntilExit()
    #expect(check.terminationStatus == 0)
  }
}
