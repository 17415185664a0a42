import BlockSets
import Execution
import Records

/// A block set of the plan whose input is there.
struct LoadedBlockSet {
  let plan: BlockSetPlan
  let blocks: BlockSet
  /// SHA-256 of the input, and what is selected of it.
  let digest: String
  /// How many blocks there are.
  let count: Int

  /// Finds a block set's input.
  ///
  /// - Returns: The set, or why it is absent though optional.
  static func load(_ plan: BlockSetPlan) throws -> Result<LoadedBlockSet, Absence> {
    do {
      let blocks = BlockSet(name: plan.name, source: source(of: plan))
      let digest = String("\(try blocks.digest())".dropFirst(2))
      return .success(
        LoadedBlockSet(
          plan: plan, blocks: blocks, digest: digest, count: try blocks.countBlocks()))
    } catch let error as BlockSetError where plan.isOptional {
      switch error {
      case .missing, .empty: return .failure(Absence(reason: "\(error)"))
      default: throw error
      }
    }
  }

  /// Why an optional block set is left out.
  struct Absence: Error {
    let reason: String
  }

  private static func source(of plan: BlockSetPlan) -> any BlockSource {
    switch plan.source {
    case .generated(let parameters): GeneratedBlockSource(parameters)
    case .files(let files) where files.fork == nil && files.limit == nil:
      BlockFileSource(path: files.path)
    case .files(let files):
      SelectedBlocks(
        source: BlockFileSource(path: files.path), fork: files.fork, limit: files.limit ?? .max)
    }
  }
}
