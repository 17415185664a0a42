import ArgumentParser
import BlockSets
import Execution
import Reports

/// The block set that a command reads.
struct BlockSetInput: ParsableArguments {
  @Argument(
    help: "A block set: a folder, a file or a pattern.",
    completion: .file(extensions: ["json", "gz"]))
  var path: String

  /// The set's blocks.
  var source: any BlockSource { BlockFileSource(path: path) }

  /// Does something with the set; an input that cannot be read is the user's to correct.
  static func reading<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as BlockSetError {
      throw CommandFailure(.configuration, "\(error)")
    } catch let error as TransitionError {
      throw CommandFailure(.configuration, "\(error)")
    } catch let error as BlockInvalidity {
      throw CommandFailure(.configuration, "error: \(error)")
    } catch let error as ChainError {
      throw CommandFailure(.configuration, "error: \(error)")
    }
  }

  /// Shows how many of the set's blocks are done.
  func progress(_ title: String) throws -> (Int) -> Void {
    let total = try source.countBlocks()
    let display = ProgressDisplay()
    return { done in
      if done == total { return display.clear() }
      // A few blocks are done before anybody could read a line.
      guard StandardError.isTerminal || total >= 1_000 else { return }
      display.update(ProgressLine(title: title, done: done, total: total, unit: "blocks"))
    }
  }
}
