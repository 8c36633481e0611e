import { render } from "lit";
import { empty, type Screen } from "../screen";

export const screen: Screen = {
  title: "Review",
  async show(root) {
    render(empty("Not built yet"), root);
  },
};
