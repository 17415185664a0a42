import ArgumentParser
import Foundation

/// `balbench new-strategy`: makes the files of a strategy.
struct NewStrategyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-strategy",
    abstract: "Make a strategy that builds, is tested and can be compared as it stands.",
    discussion: """
      Writes strategies/MyIdea/ (Strategy.swift, Options.swift, README.md), tests of its own \
      beside the contract suite, an experiment that sets it beside the others, and its word in \
      the list of Package.swift. Nothing that exists is changed or replaced but that list.

      EXAMPLES
        balbench new-strategy my-idea
        balbench new-strategy my-idea --package ~/bal-workbench
      """)

  @Argument(help: "The name in experiments, in kebab-case, such as my-idea.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "The clone of the workbench (default: the one around the current folder).",
      valueName: "DIR"),
    completion: .directory)
  var package: String?

  func run() throws {
    let name: StrategyName
    do throws(StrategyName.Invalid) {
      name = try StrategyName(self.name)
    } catch {
      throw CommandFailure(.configuration, "error: \(error.reason)")
    }
    let folder = package ?? FileManager.default.currentDirectoryPath
    guard let workbench = WorkbenchFolder.around(folder) else {
      throw CommandFailure(
        .configuration,
        "error: no Package.swift with a list of strategies in \(folder) or above it: run this in"
          + " a clone of the workbench, or name one with --package")
    }
    do {
      for path in try workbench.add(name) { print("made \(path)") }
    } catch let problem as StrategyList.Problem {
      throw CommandFailure(.configuration, "error: \(problem.reason)")
    } catch {
      throw CommandFailure(.configuration, "error: \(error)")
    }
    print("added \"\(name.folder)\" to the strategies in Package.swift")
    print(Self.next(for: name))
  }

  private static func next(for name: StrategyName) -> String {
    """

    It runs as it stands. Next, in that folder:
      make build
      .build/release/balbench strategies
      .build/release/balbench run \(StrategyTemplate(name: name).experimentPath)
    and after a change of strategies/\(name.folder)/Strategy.swift, its tests and the contract:
      swift test -c release --disable-testable-imports --filter '\(name.folder)|StrategyContract'
    """
  }
}
