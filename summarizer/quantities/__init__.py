"""Finds numbers, amounts, dates and times in Chinese and English text, compares them across languages, writes them.

```python
from summarizer.quantities import compare, find_quantities

claim, = find_quantities("33.4 billion yuan")
source, = find_quantities("333.98亿元")
assert compare(claim, source).verdict == "same"
```
"""

from .compare import compare
from .context import FigureContext
from .difference import Difference, describe_difference
from .find import find_quantities
from .format import format_number, format_quantity
from .quantity import Bound, Change, Comparison, Direction, Kind, Quantity, When
from .rates import find_exchange_rates

__all__ = [
    "Bound",
    "Change",
    "Comparison",
    "Difference",
    "Direction",
    "FigureContext",
    "Kind",
    "Quantity",
    "When",
    "compare",
    "describe_difference",
    "find_exchange_rates",
    "find_quantities",
    "format_number",
    "format_quantity",
]
