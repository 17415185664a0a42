import BlockSets
import Execution
import Reports
import Scheduling

/// The statistics of a block set as a table, as JSON and as a drawing.
struct BlockStatisticsReport {
  private static let hotResourceLimit = 10

  private let title: String
  private let collection: BlockStatistics.Collection
  private var blocks: [BlockStatistics] { collection.blocks }

  /// - Precondition: There is a block.
  init(_ collection: BlockStatistics.Collection, of title: String) {
    precondition(!collection.blocks.isEmpty, "statistics of no block")
    self.title = title
    self.collection = collection
  }

  // MARK: Table

  /// The lines of the tables.
  var lines: [String] {
    var table = TextTable(columns: [
      .init("a block", alignment: .left), .init("least"), .init("lower quartile"),
      .init("median"), .init("upper quartile"), .init("greatest"),
    ])
    func add(_ name: String, places: Int, _ values: [Double]) {
      table.add(
        [name]
          + DependencyFigure.quartiles(values, [0, 1, 2, 3, 4]).map {
            NumberText.decimal($0, places: places)
          })
    }
    for figure in DependencyFigure.all {
      add(figure.name, places: figure.places, blocks.map { figure.value($0.dependencies) })
    }
    for kind in ConflictKind.allCases {
      add("edges, \(kind.rawValue)", places: 0, edges(kind))
    }
    add("access list, bytes", places: 0, blocks.map { Double($0.accessListBytes) })
    var lines = ["\(title): blocks \(blocks.count)"]
    if collection.omittedCount > 0 { lines.append("left out: blocks \(collection.omittedCount)") }
    return lines + table.lines(width: 140) + [""] + hotLines
  }

  private var hotLines: [String] {
    let hot = hotResources
    if hot.isEmpty { return ["no transaction waits for another sender's"] }
    var table = TextTable(columns: [
      .init("hot resource", alignment: .left), .init("transactions that wait for it"),
      .init("in blocks"),
    ])
    for item in hot { table.add([item.resource, "\(item.waits)", "\(item.blocks)"]) }
    return table.lines(width: 200)
  }

  private func edges(_ kind: ConflictKind) -> [Double] {
    blocks.map { Double($0.dependencies.edges[kind]) }
  }

  // MARK: JSON

  private struct Hot: Encodable {
    let resource: String
    let waits: Int
    let blocks: Int
  }

  /// What most transactions wait for; the order is that of the numbers, then of the resources.
  private var hotResources: [Hot] {
    collection.waits
      .sorted { ($1.value.transactions, $0.key) < ($0.value.transactions, $1.key) }
      .prefix(Self.hotResourceLimit)
      .map { Hot(resource: "\($0.key)", waits: $0.value.transactions, blocks: $0.value.blocks) }
  }

  private struct Row: Encodable {
    let chain: String
    let number: UInt64
    let fork: String
    let transactions: Int
    let gas: UInt64
    let senders: Int
    let heaviestTransactionGas: UInt64
    let components: Int
    let singletons: Int
    let largestComponent: Int
    let heaviestComponentGas: UInt64
    let criticalPathGas: UInt64
    let dependentTransactions: Int
    let edges: [String: Int]
    let accessListBytes: Int

    init(_ block: BlockStatistics) {
      chain = block.chain
      number = block.number
      fork = "\(block.fork)"
      let profile = block.dependencies
      transactions = profile.transactions
      gas = profile.gas
      senders = profile.senders
      heaviestTransactionGas = profile.heaviestTransactionGas
      components = profile.components
      singletons = profile.singletons
      largestComponent = profile.largestComponent
      heaviestComponentGas = profile.heaviestComponentGas
      criticalPathGas = profile.criticalPathGas
      dependentTransactions = profile.dependentTransactions
      edges = Dictionary(
        uniqueKeysWithValues: ConflictKind.allCases.map { ($0.rawValue, profile.edges[$0]) })
      accessListBytes = block.accessListBytes
    }
  }

  private struct Document: Encodable {
    let source: String
    let blocks: [Row]
    let hotResources: [Hot]
    let omitted: [String]
  }

  /// Prints everything, one row a block.
  func printJSON() throws {
    try BenchOutput.printJSON([
      Document(
        source: title, blocks: blocks.map(Row.init), hotResources: hotResources,
        omitted: collection.omissions)
    ])
  }

  // MARK: Drawing

  /// The drawing: a bar for every block.
  var svg: String {
    func panel(_ name: String, _ value: (DependencyProfile) -> Double) -> BarPanels.Panel {
      BarPanels.Panel(name, values: blocks.map { value($0.dependencies) })
    }
    return BarPanels(
      title: title, caption: "\(blocks.count) blocks in order; true dependencies",
      panels: [
        panel("transactions") { Double($0.transactions) },
        panel("gas, millions") { Double($0.gas) / 1e6 },
        panel("senders") { Double($0.senders) },
        BarPanels.Panel(
          "dependency edges",
          series: ConflictKind.allCases.map { ($0.rawValue, edges($0)) }),
        panel("transactions of the largest group") { Double($0.largestComponent) },
        panel("gas / gas of the critical path (span parallelism)") {
          $0.criticalPathGas == 0 ? 0 : Double($0.gas) / Double($0.criticalPathGas)
        },
        BarPanels.Panel("access list, bytes", values: blocks.map { Double($0.accessListBytes) }),
      ]
    ).svg
  }
}
