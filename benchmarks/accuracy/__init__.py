"""How exact each engine is with each model, what it costs, what it invents where nobody speaks."""
