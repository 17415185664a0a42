import ArgumentParser
import BlockSets
import Foundation
import Records

/// `balbench generate-docs`: writes the commands' pages; `make docs` calls it.
struct GenerateDocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate-docs",
    abstract: "Write the pages of all commands.",
    discussion: """
      Writes DIR/commands/*.md and the man page DIR/balbench.1 from what --help prints. Every \
      command must have an example of itself, and the parser must understand every example.

      EXAMPLES
        balbench generate-docs docs
      """,
    shouldDisplay: false)

  @Argument(help: ArgumentHelp("The folder to write to.", valueName: "DIR"), completion: .directory)
  var folder: String

  func run() throws {
    let root = try CommandTree.whole()
    let problems = CommandExamples.problems(of: root, path: [root.commandName])
    guard problems.isEmpty else {
      throw CommandFailure(
        .failedCells, problems.map { "error: \($0)" }.joined(separator: "\n"))
    }
    var pages = ["commands/README.md": CommandMarkdown.index(of: root)]
    let exitCodes = Discussion(root.discussion ?? "").section(Discussion.exitCodes)
    for command in root.children {
      pages["commands/\(command.commandName).md"] =
        CommandMarkdown(
          command, path: [root.commandName, command.commandName], inherited: exitCodes
        ).lines.dropLast()
    }
    pages["commands/README.md"]?.removeLast()
    pages["balbench.1"] = CommandManual(root, version: Balbench.configuration.version).lines
    do {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/commands", withIntermediateDirectories: true)
      for (name, lines) in pages.sorted(by: { $0.key < $1.key }) {
        try AtomicFile.write(lines.joined(separator: "\n") + "\n", to: "\(folder)/\(name)")
        print("\(folder)/\(name)")
      }
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
  }
}
